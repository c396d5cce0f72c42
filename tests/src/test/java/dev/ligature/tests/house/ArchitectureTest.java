package dev.ligature.tests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Arrows between the modules point one way: headers, IDL, templates, bindings; runtime apart. */
@AnalyzeClasses(packages = "dev.ligature", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] JDK = {"java..", "javax..", "jdk.."};

  @ArchTest
  static final ArchRule idlKnowsOnlyJson =
      classes()
          .that()
          .resideInAPackage("dev.ligature.idl..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, "dev.ligature.idl..", "tools.jackson..", "com.networknt.."));

  @ArchTest
  static final ArchRule templatesKnowOnlyTheIdl =
      classes()
          .that()
          .resideInAPackage("dev.ligature.templates..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              and(
                  JDK,
                  "dev.ligature.templates..",
                  "dev.ligature.idl..",
                  "com.github.mustachejava.."));

  @ArchTest
  static final ArchRule readingHeadersKnowsNoRuntime =
      noClasses()
          .that()
          .resideInAnyPackage("dev.ligature.generator.clang..", "dev.ligature.generator.header..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.ligature.ffi..", "dev.ligature.luau..");

  @ArchTest
  static final ArchRule passesKnowWhatLibrariesExportAndNoMoreOfTheRuntime =
      noClasses()
          .that()
          .resideInAPackage("dev.ligature.generator.passes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.ligature.ffi", "dev.ligature.luau..");

  @ArchTest
  static final ArchRule runtimeNeedsTheJdkAlone =
      classes()
          .that()
          .resideInAnyPackage("dev.ligature.ffi..", "dev.ligature.luau..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, "dev.ligature.ffi..", "dev.ligature.luau.."));

  @ArchTest
  static final ArchRule ffiKnowsNoLuau =
      noClasses()
          .that()
          .resideInAPackage("dev.ligature.ffi..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.ligature.luau..");

  @ArchTest
  static final ArchRule javaCppStaysInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ligature.generator.clang..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule passesAreAboutTheIdlAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.ligature.generator.passes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.ligature.generator.clang..", "dev.ligature.generator.header..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*[.$](Common\\w*|\\w*(Utils?|Helpers?|Manager|Impl))");

  private static String[] and(String[] some, String... others) {
    String[] all = java.util.Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  /** Whoever wants to know a platform asks these; nobody else asks the JVM. */
  private static final Set<String> MAY_ASK_FOR_THE_OS =
      Set.of("runtime/src/main/java/dev/ligature/ffi/Platform.java");

  @Test
  void onlyTheLoaderAsksForTheOperatingSystem() throws IOException {
    Set<String> askers = new TreeSet<>();
    for (Path file : Repository.javaSources()) {
      String name = Repository.root().relativize(file).toString().replace('\\', '/');
      if (name.contains("/src/main/java/") && Files.readString(file).contains("\"os.name\"")) {
        askers.add(name);
      }
    }
    assertThat(askers).isSubsetOf(MAY_ASK_FOR_THE_OS);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (Path file : Repository.javaSources()) {
      Path folder = Repository.root().relativize(file.getParent());
      if (folder.toString().contains("main")
          && !Files.exists(file.resolveSibling("package-info.java"))) {
        silent.add(folder.toString());
      }
    }
    assertThat(silent).isEmpty();
  }
}
