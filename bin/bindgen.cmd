@echo off
rem Runs bindgen on Windows: finds a JDK and builds on first use, as the shell script beside it does
rem elsewhere, but has no AOT cache and builds again only if told (docs/cli.md, "The launcher").
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0.."
set "WORK=%HOME_DIR%\generator\target"

set "JDK="
if defined JAVA_HOME call :fits "%JAVA_HOME:"=%"
for %%i in (java.exe) do if not "%%~$PATH:i"=="" call :fits "%%~dp$PATH:i.."
call :search "%ProgramFiles%\Eclipse Adoptium"
call :search "%ProgramFiles%\Java"
call :search "%ProgramFiles%\Microsoft"
call :search "%ProgramFiles%\Zulu"
call :search "%USERPROFILE%\.jdks"
if defined JDK goto found
echo bindgen: error: no JDK 25 or newer found: not in JAVA_HOME, on the PATH, or in %ProgramFiles%. 1>&2
echo bindgen: Install one (https://adoptium.net has them) and set JAVA_HOME to its folder. 1>&2
exit /b 3

:found
if defined BINDGEN_NO_BUILD goto built
if defined BINDGEN_REBUILD goto build
if exist "%WORK%\bindgen.dependencies" goto run
:build
set "MVN="
for %%i in (mvn.cmd) do set "MVN=%%~$PATH:i"
if defined MVN goto maven
echo bindgen: error: Maven (mvn) is needed to build bindgen on first use. Install it from 1>&2
echo bindgen: https://maven.apache.org and put its bin folder on the PATH. 1>&2
exit /b 3
:maven
echo bindgen: building with Maven and %JDK% (first use) ... 1>&2
set "JAVA_HOME=%JDK%"
call "%MVN%" -q -B -f "%HOME_DIR%\pom.xml" -pl generator -am package -Dmaven.test.skip=true 1>&2
if errorlevel 1 goto failed
goto run
:failed
echo bindgen: error: the build failed; its output is above. 1>&2
exit /b 3
:built
if exist "%WORK%\bindgen.dependencies" goto run
echo bindgen: error: not built yet, and BINDGEN_NO_BUILD is set 1>&2
exit /b 3

:run
rem Not set /p, which cuts at 1021 characters.
for /f "usebackq delims=" %%d in ("%WORK%\bindgen.dependencies") do set "DEPENDENCIES=%%d"
set "CP=%HOME_DIR%\idl-schema\target\classes;%HOME_DIR%\templates\target\classes;%HOME_DIR%\runtime\target\classes;%WORK%\classes;%DEPENDENCIES%"
set LIBCLANG_DISABLE_CRASH_RECOVERY=1
rem An argument may have quotes inside, as in -I"C:\Program Files\include": they have to go first.
set FIRST=%1
if defined FIRST set "FIRST=%FIRST:"=%"
if "%FIRST%"=="run" goto script
"%JDK%\bin\java.exe" -XX:+UseParallelGC -XX:ParallelGCThreads=2 -XX:-UseAdaptiveSizePolicy -XX:MaxTenuringThreshold=0 -Xms96m -Xmn48m -Xmx2g -XX:TieredStopAtLevel=1 -XX:-UsePerfData %BINDGEN_JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%CP%" dev.ligature.generator.cli.Bindgen %*
exit /b %errorlevel%
:script
"%JDK%\bin\java.exe" -XX:+UseSerialGC -XX:-UsePerfData %BINDGEN_JAVA_OPTS% --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED -cp "%CP%" dev.ligature.generator.cli.Bindgen %*
exit /b %errorlevel%

rem Takes the JDK in the folder %1 if it is new enough and none has been taken, by its release file.
:fits
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "FEATURE=0"
for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" for /f "delims=.-+" %%v in ("%%~b") do set "FEATURE=%%v"
if %FEATURE% geq 25 set "JDK=%~1"
exit /b 0

rem The same for the folders in the folder %1.
:search
if defined JDK exit /b 0
if not exist "%~1\*" exit /b 0
pushd "%~1"
for /d %%d in (*) do call :fits "%~1\%%d"
popd
exit /b 0
