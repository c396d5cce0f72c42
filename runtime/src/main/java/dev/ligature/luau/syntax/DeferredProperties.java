package dev.ligature.luau.syntax;

import java.util.AbstractList;
import java.util.List;

/** The properties of a table type that was skipped, parsed when somebody asks for them. */
final class DeferredProperties extends AbstractList<TypeExpr.Property> {
  private final Lexer.Position begin;
  private List<TypeExpr.Property> parsed;

  DeferredProperties(Lexer.Position begin) {
    this.begin = begin;
  }

  private List<TypeExpr.Property> properties() {
    if (parsed == null) {
      TypeExpr type = new StatementParser(new Lexer(begin), "=types").type();
      parsed = ((TypeExpr.Table) type).properties();
    }
    return parsed;
  }

  @Override
  public TypeExpr.Property get(int index) {
    return properties().get(index);
  }

  @Override
  public int size() {
    return properties().size();
  }
}
