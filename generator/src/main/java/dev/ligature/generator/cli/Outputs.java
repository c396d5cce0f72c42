package dev.ligature.generator.cli;

import dev.ligature.generator.cli.OutputTarget.Kind;
import dev.ligature.generator.cli.Settings.Language;
import dev.ligature.templates.Template;
import dev.ligature.templates.java.JavaBinding;
import dev.ligature.templates.java.JavaFolder;
import dev.ligature.templates.luau.LuauFolder;
import dev.ligature.templates.luau.LuauModule;

/** Which template writes which output. */
final class Outputs {
  private Outputs() {}

  static Template template(OutputTarget target) {
    return switch (target.language()) {
      case LUAU -> target.kind() == Kind.FOLDER ? new LuauFolder() : new LuauModule();
      case JAVA -> target.kind() == Kind.FOLDER ? new JavaFolder() : new JavaBinding();
      case JSON -> throw new IllegalArgumentException("the IDL needs no template");
    };
  }

  static String suffix(Language language) {
    return switch (language) {
      case LUAU -> ".luau";
      case JAVA -> ".java";
      case JSON -> ".json";
    };
  }
}
