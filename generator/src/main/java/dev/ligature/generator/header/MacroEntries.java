package dev.ligature.generator.header;

import dev.ligature.generator.header.MacroTable.Macro;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Type;
import java.util.Optional;

/** Writes down in the IDL's terms what became of a macro, with its doc comment and its place. */
final class MacroEntries {
  private static final int MAX_TEXT = 200;

  private final FileNames names;
  private final SourceText source;

  MacroEntries(FileNames names, SourceText source) {
    this.names = names;
    this.source = source;
  }

  Declaration.Constant constant(Macro macro, ConstantValue value, Optional<Type> type) {
    return new Declaration.Constant(
        value, type, macro.text(), doc(macro), names.location(macro.place));
  }

  /** {@return what a macro for a type does: the same as a typedef} */
  Declaration.Alias alias(Macro macro, Converted type) {
    return new Declaration.Alias(
        type.type(), type.lowering(), Optional.empty(), doc(macro), names.location(macro.place));
  }

  Skip skip(Macro macro, Reason reason) {
    return skip(macro, reason, text(macro));
  }

  Skip skip(Macro macro, Reason reason, String detail) {
    return new Skip(macro.name, reason, detail, Optional.of(names.location(macro.place)));
  }

  /** {@return whether a macro is there only so that its header is read once} */
  boolean isGuard(Macro macro) {
    return Directives.isIncludeGuard(
        source.contents(macro.file()), macro.place.offset(), macro.name);
  }

  /** {@return what stands for a macro, shortened if it is long} */
  static String text(Macro macro) {
    String text = macro.text();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  private Optional<Doc> doc(Macro macro) {
    return Directives.doc(source.contents(macro.file()), macro.place.offset())
        .flatMap(DocComment::parse);
  }
}
