@echo off
rem Runs bindgen on Windows: needs a JDK 25 or newer in JAVA_HOME or on the PATH, and Maven on first use.
setlocal
set "HOME_DIR=%~dp0.."
set "WORK=%HOME_DIR%\generator\target"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined BINDGEN_REBUILD goto build
if exist "%WORK%\bindgen.dependencies" goto run
:build
echo bindgen: building with Maven (first use) ... 1>&2
call mvn -q -B -f "%HOME_DIR%\pom.xml" -pl generator -am package -Dmaven.test.skip=true 1>&2
if errorlevel 1 exit /b 3
:run
rem Not set /p, which cuts at 1021 characters.
for /f "usebackq delims=" %%d in ("%WORK%\bindgen.dependencies") do set "DEPENDENCIES=%%d"
set "CP=%HOME_DIR%\idl-schema\target\classes;%HOME_DIR%\templates\target\classes;%HOME_DIR%\runtime\target\classes;%WORK%\classes;%DEPENDENCIES%"
set LIBCLANG_DISABLE_CRASH_RECOVERY=1
if "%~1"=="run" goto script
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms12m -Xmx2g %BINDGEN_JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%CP%" dev.ligature.generator.cli.Bindgen %*
exit /b %errorlevel%
:script
"%JAVA%" -XX:+UseSerialGC -XX:-UsePerfData %BINDGEN_JAVA_OPTS% --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED -cp "%CP%" dev.ligature.generator.cli.Bindgen %*
exit /b %errorlevel%
