package dev.ligature.idl.tables;

import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The tables of a binding: one for {@code ffi.load} and one {@code ffi.struct} a record.
 *
 * @param module the IDL's module
 * @param libraries what to load, by operating system
 * @param entries the interface: functions and constants by name, functions first
 * @param structs by the IDL's key, each after those that it holds
 */
public record InterfaceTables(
    String module,
    SequencedMap<String, String> libraries,
    SequencedMap<String, InterfaceEntry> entries,
    SequencedMap<String, StructTable> structs) {
  public InterfaceTables {
    Objects.requireNonNull(module, "module");
    libraries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(libraries));
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    structs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(structs));
  }

  /**
   * Tables and what they cannot say.
   *
   * @param tables for the declarations that they can say
   * @param skipped the others, with reasons
   */
  public record Conversion(InterfaceTables tables, List<Skip> skipped) {
    public Conversion {
      Objects.requireNonNull(tables, "tables");
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * {@return the tables of an IDL}
   *
   * @throws IllegalStateException if the IDL is merged: tables are for one target
   */
  public static Conversion of(Idl idl) {
    return new TableBuilder(idl).build();
  }

  /**
   * {@return an IDL that says what these tables say, for the given target}
   *
   * <p>Types are those of the lowering: {@code u32} comes back as {@code unsigned int}, a pointer
   * as {@code void *}.
   */
  public Idl toIdl(Target target) {
    return new IdlBuilder(this, target).build();
  }
}
