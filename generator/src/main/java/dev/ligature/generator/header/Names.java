package dev.ligature.generator.header;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What the names in a constant expression mean. */
interface Names {

  /** The meaning of an ordinary identifier. */
  sealed interface Meaning {
    /**
     * A typedef name.
     *
     * @param shown the name that the compiler shows for the type of a cast to it; may be empty
     */
    record TypeName(Type type, Lowering lowering, String shown) implements Meaning {}

    record Enumerator(BigInteger value, CType enumType) implements Meaning {}

    /** A function or a variable. */
    enum Entity implements Meaning {
      INSTANCE
    }

    /** Something is declared so, of which too little is known here. */
    enum Unclear implements Meaning {
      INSTANCE
    }
  }

  /** Knows nothing. */
  Names NONE =
      new Names() {
        @Override
        public Optional<Meaning> meaning(String identifier) {
          return Optional.of(Meaning.Unclear.INSTANCE);
        }

        @Override
        public Optional<Declaration.Record> record(String key) {
          return Optional.empty();
        }

        @Override
        public Type behindAliases(Type type) {
          return type;
        }

        @Override
        public List<String> chain(String name) {
          return List.of(name);
        }
      };

  /** {@return what an identifier means; empty if no declaration that was read explains it} */
  Optional<Meaning> meaning(String identifier);

  /** {@return the record of that key, if a header defines it} */
  Optional<Declaration.Record> record(String key);

  /** {@return what typedef names come down to, without qualifiers} */
  Type behindAliases(Type type);

  /** {@return a typedef name, the typedef name that it is another name of, and so on} */
  List<String> chain(String name);
}
