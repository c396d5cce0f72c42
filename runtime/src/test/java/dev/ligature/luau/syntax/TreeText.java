package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Syntax trees as short texts for comparison: {@code (operator operand operand)}. */
final class TreeText {
  private TreeText() {}

  static String of(Stat.Block block) {
    return block.body().stream().map(TreeText::of).collect(Collectors.joining(" "));
  }

  private static String body(Stat.Block block) {
    return "{" + of(block) + "}";
  }

  static String of(Stat stat) {
    return switch (stat) {
      case Stat.Block block -> "(do " + body(block) + ")";
      case Stat.If s ->
          "(if "
              + of(s.condition())
              + " "
              + body(s.thenBody())
              + s.elseBody()
                  .map(e -> " " + (e instanceof Stat.Block b ? body(b) : of(e)))
                  .orElse("")
              + ")";
      case Stat.While s -> "(while " + of(s.condition()) + " " + body(s.body()) + ")";
      case Stat.Repeat s -> "(repeat " + body(s.body()) + " " + of(s.condition()) + ")";
      case Stat.NumericFor s ->
          "(for "
              + s.variable().name()
              + " "
              + of(s.from())
              + " "
              + of(s.to())
              + s.step().map(e -> " " + of(e)).orElse("")
              + " "
              + body(s.body())
              + ")";
      case Stat.GenericFor s ->
          "(for " + names(s.variables()) + " " + list(s.values()) + " " + body(s.body()) + ")";
      case Stat.Break s -> "break";
      case Stat.Continue s -> "continue";
      case Stat.Return s -> "(return " + list(s.values()) + ")";
      case Stat.Call s -> of(s.call());
      case Stat.Local s -> "(local " + names(s.variables()) + " " + list(s.values()) + ")";
      case Stat.LocalFunction s ->
          "(local-function " + s.variable().name() + " " + of(s.function()) + ")";
      case Stat.Function s -> "(function " + of(s.target()) + " " + of(s.function()) + ")";
      case Stat.Assign s -> "(= " + list(s.targets()) + " " + list(s.values()) + ")";
      case Stat.CompoundAssign s ->
          "(" + s.operator().symbol() + "= " + of(s.target()) + " " + of(s.value()) + ")";
      case Stat.ReturnExports s -> "(return-exports " + s.exports().name() + ")";
      case Stat.TypeAlias s ->
          "(" + (s.exported() ? "export-" : "") + "type " + s.name() + " " + of(s.type()) + ")";
      case Stat.TypeFunction s -> "(type-function " + s.name() + " " + of(s.function()) + ")";
    };
  }

  static String of(FunctionBody f) {
    String attributes =
        f.attributes().stream().map(a -> "@" + a.kind().word + " ").collect(Collectors.joining());
    return "("
        + attributes
        + "fn "
        + names(f.parameters())
        + (f.vararg() ? "..." : "")
        + " "
        + body(f.body())
        + ")";
  }

  private static String names(List<LocalVar> variables) {
    return variables.stream().map(LocalVar::name).collect(Collectors.joining(" ", "[", "]"));
  }

  private static String list(List<Expr> list) {
    return list.stream().map(TreeText::of).collect(Collectors.joining(" ", "[", "]"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Nil e -> "nil";
      case Expr.Bool e -> "" + e.value();
      case Expr.Number e -> e.value() == (long) e.value() ? "" + (long) e.value() : "" + e.value();
      case Expr.Int e -> e.value() + "i";
      case Expr.Str e -> "'" + text(e.value()) + "'";
      case Expr.Local e -> (e.upvalue() ? "^" : "") + e.variable().name();
      case Expr.Global e -> "$" + e.name();
      case Expr.Varargs e -> "...";
      case Expr.Group e -> "(group " + of(e.inner()) + ")";
      case Expr.Call e ->
          "("
              + (e.self() ? "method" : "call")
              + " "
              + of(e.callee())
              + " "
              + list(e.arguments())
              + ")";
      case Expr.IndexName e -> "(. " + of(e.object()) + " " + e.name() + ")";
      case Expr.Index e -> "([] " + of(e.object()) + " " + of(e.key()) + ")";
      case Expr.Function e -> of(e.body());
      case Expr.Table e ->
          e.items().stream().map(TreeText::of).collect(Collectors.joining(" ", "(table ", ")"));
      case Expr.Unary e -> "(" + e.operator().symbol() + " " + of(e.operand()) + ")";
      case Expr.Binary e ->
          "(" + e.operator().symbol() + " " + of(e.left()) + " " + of(e.right()) + ")";
      case Expr.TypeAssertion e -> "(:: " + of(e.operand()) + " " + of(e.type()) + ")";
      case Expr.IfElse e ->
          "(if " + of(e.condition()) + " " + of(e.whenTrue()) + " " + of(e.whenFalse()) + ")";
      case Expr.Interpolated e ->
          "(interpolate "
              + e.parts().stream().map(p -> "'" + text(p) + "'").toList()
              + " "
              + list(e.expressions())
              + ")";
      case Expr.Instantiate e -> "(<<>> " + of(e.function()) + " " + arguments(e.types()) + ")";
    };
  }

  private static String of(TableItem item) {
    return switch (item) {
      case TableItem.Positional i -> of(i.value());
      case TableItem.Named i -> i.name() + "=" + of(i.value());
      case TableItem.Keyed i -> "[" + of(i.key()) + "]=" + of(i.value());
    };
  }

  private static String arguments(List<TypeOrPack> list) {
    return list.stream()
        .map(
            t ->
                switch (t) {
                  case TypeOrPack.Single(TypeExpr type) -> of(type);
                  case TypeOrPack.Pack(TypePack pack) -> of(pack);
                })
        .collect(Collectors.joining(" ", "<", ">"));
  }

  static String of(TypePack pack) {
    return switch (pack) {
      case TypePack.Explicit p -> of(p.types());
      case TypePack.Variadic p -> "..." + of(p.type());
      case TypePack.Generic p -> p.name() + "...";
    };
  }

  private static String of(TypeList list) {
    return "("
        + list.types().stream().map(TreeText::of).collect(Collectors.joining(" "))
        + list.tail().map(t -> " " + of(t)).orElse("")
        + ")";
  }

  static String of(TypeExpr type) {
    return switch (type) {
      case TypeExpr.Reference t ->
          t.prefix().map(p -> p + ".").orElse("")
              + t.name()
              + (t.arguments().isEmpty() ? "" : arguments(t.arguments()));
      case TypeExpr.Table t ->
          "{"
              + t.properties().stream()
                  .map(p -> access(p.access()) + text(p.name()) + ":" + of(p.type()) + " ")
                  .collect(Collectors.joining())
              + t.indexer()
                  .map(i -> access(i.access()) + "[" + of(i.key()) + "]:" + of(i.value()))
                  .orElse("")
              + "}";
      case TypeExpr.Function t ->
          t.generics().types().stream().map(g -> "<" + g.name() + ">").collect(Collectors.joining())
              + of(t.parameters())
              + "->"
              + of(t.results());
      case TypeExpr.Typeof t -> "typeof(" + of(t.expression()) + ")";
      case TypeExpr.Optionality t -> "?";
      case TypeExpr.Union t ->
          t.members().stream().map(TreeText::of).collect(Collectors.joining("|", "(", ")"));
      case TypeExpr.Intersection t ->
          t.members().stream().map(TreeText::of).collect(Collectors.joining("&", "(", ")"));
      case TypeExpr.SingletonBool t -> "" + t.value();
      case TypeExpr.SingletonString t -> "'" + text(t.value()) + "'";
      case TypeExpr.Group t -> "(group " + of(t.inner()) + ")";
    };
  }

  private static String access(TypeExpr.Access access) {
    return switch (access) {
      case READ -> "read ";
      case WRITE -> "write ";
      case READ_WRITE -> "";
    };
  }
}
