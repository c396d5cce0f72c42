package dev.ligature.templates.luau;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;

/** Macros that name macros that name a declaration. */
final class AliasChain {
  private AliasChain() {}

  /** {@return where a chain of names ends; its start where the chain is a circle} */
  static String end(Idl idl, String start) {
    String current = start;
    for (int i = 0; i <= idl.constants().size(); i++) {
      Declaration.Constant constant = idl.constants().get(current);
      if (constant == null
          || !(constant.value() instanceof ConstantValue.Alias(String next, _))
          || next.equals(current)) {
        return current;
      }
      current = next;
    }
    return start;
  }
}
