package dev.ligature.generator.header;

import dev.ligature.generator.clang.Cursor;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Location;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Signature.Hints;
import dev.ligature.idl.Signature.Parameter;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the declarations of one function say together. */
final class FunctionDraft {
  private final String name;
  private final Location at;
  private Optional<Types.FunctionShape> shape = Optional.empty();
  private List<String> parameters = List.of();
  private Optional<String> symbol = Optional.empty();
  private Optional<String> deprecated = Optional.empty();
  private List<String> platforms = List.of();
  private final Set<Integer> nonNull = new HashSet<>();
  private boolean allNonNull;
  private boolean noreturn;
  private boolean inline = true;
  private Optional<Doc> doc = Optional.empty();

  FunctionDraft(String name, Location at) {
    this.name = name;
    this.at = at;
  }

  void attributes(AttributeReader attributes) {
    if (symbol.isEmpty()) {
      symbol = attributes.symbol.filter(s -> !s.equals(name));
    }
    nonNull.addAll(attributes.nonNull);
    allNonNull |= attributes.allNonNull;
  }

  void availability(Cursor.Availability availability) {
    if (deprecated.isEmpty()) {
      deprecated = availability.deprecated();
    }
    if (platforms.isEmpty()) {
      platforms = availability.platforms();
    }
  }

  /**
   * Adds a declaration: the first with a prototype gives the type, the first with names the names.
   */
  void declaration(
      Types.FunctionShape newShape,
      List<String> names,
      boolean isNoreturn,
      boolean isInline,
      Optional<Doc> newDoc) {
    if (shape.isEmpty() || (!shape.get().prototyped() && newShape.prototyped())) {
      shape = Optional.of(newShape);
    }
    if (parameters.stream().allMatch(String::isEmpty)) {
      parameters = names;
    }
    noreturn |= isNoreturn;
    inline &= isInline;
    if (doc.isEmpty()) {
      doc = newDoc;
    }
  }

  void finish(DeclarationTable table) {
    Types.FunctionShape known = shape.orElseThrow();
    Optional<Converted.Refusal> refusal = known.refusal();
    if (refusal.isPresent()) {
      table.skips.add(
          new Skip(name, refusal.get().reason(), refusal.get().detail(), Optional.of(at)));
      return;
    }
    table.functions.put(
        name,
        new Declaration.Function(
            withHints(known.signature(parameters)),
            symbol,
            inline,
            noreturn,
            deprecated,
            platforms,
            false,
            false,
            Optional.empty(),
            doc,
            at));
  }

  private Signature withHints(Signature signature) {
    if (nonNull.isEmpty() && !allNonNull) {
      return signature;
    }
    List<Parameter> args = new ArrayList<>();
    for (int i = 0; i < signature.args().size(); i++) {
      Parameter arg = signature.args().get(i);
      boolean pointer =
          arg.lowering() instanceof dev.ligature.idl.Lowering.Scalar(var ctype)
              && (ctype == dev.ligature.idl.CType.POINTER
                  || ctype == dev.ligature.idl.CType.STRING);
      if (pointer && arg.hints().equals(Hints.NONE) && (allNonNull || nonNull.contains(i + 1))) {
        Hints hints = new Hints(false, Optional.empty(), Optional.of(false), Optional.empty());
        args.add(new Parameter(arg.name(), arg.type(), arg.lowering(), hints));
      } else {
        args.add(arg);
      }
    }
    return new Signature(
        args,
        signature.ret(),
        signature.retLowering(),
        signature.variadic(),
        signature.prototyped(),
        signature.convention());
  }
}
