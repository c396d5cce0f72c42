package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/** The rules for attributes and their arguments. */
final class AttributeCheck {
  private AttributeCheck() {}

  static Optional<Attribute.Kind> kind(String word) {
    for (Attribute.Kind kind : Attribute.Kind.values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether an expression is made of nothing but literals. */
  static boolean isLiteral(Expr expr) {
    return switch (expr) {
      case Expr.Nil n -> true;
      case Expr.Bool b -> true;
      case Expr.Number n -> true;
      case Expr.Str s -> true;
      case Expr.Table table -> table.items().stream().allMatch(AttributeCheck::isLiteralItem);
      default -> false;
    };
  }

  private static boolean isLiteralItem(TableItem item) {
    return switch (item) {
      case TableItem.Positional(Expr value) -> isLiteral(value);
      case TableItem.Named named -> isLiteral(named.value());
      case TableItem.Keyed keyed -> false;
    };
  }

  /** What is wrong with an argument, and where. */
  record Fault(Span span, String message) {}

  /** {@return the first fault of the arguments of {@code @deprecated}} */
  static Optional<Fault> deprecated(Span attribute, List<Expr> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    if (arguments.size() > 1) {
      return Optional.of(
          new Fault(attribute, "@deprecated can be parametrized only by 1 argument"));
    }
    if (!(arguments.getFirst() instanceof Expr.Table table)) {
      return Optional.of(
          new Fault(arguments.getFirst().span(), "Unknown argument type for @deprecated"));
    }
    for (TableItem item : table.items()) {
      if (!(item instanceof TableItem.Named(String name, Span span, Expr value))) {
        return Optional.of(
            new Fault(
                item.value().span(),
                "Only constants keys 'use' and 'reason' are allowed for @deprecated attribute"));
      }
      if (!name.equals("use") && !name.equals("reason")) {
        return Optional.of(
            new Fault(
                span,
                "Unknown argument '"
                    + name
                    + "' for @deprecated. Only string constants for 'use' and 'reason' are"
                    + " allowed"));
      }
      if (!(value instanceof Expr.Str)) {
        return Optional.of(
            new Fault(value.span(), "Only constant string allowed as value for '" + name + "'"));
      }
    }
    return Optional.empty();
  }
}
