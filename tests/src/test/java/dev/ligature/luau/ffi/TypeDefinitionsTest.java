package dev.ligature.luau.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.ffi.NativeType;
import dev.ligature.luau.syntax.Parser;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.syntax.TypeExpr;
import dev.ligature.luau.syntax.TypeOrPack;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The types that editors and checkers have of {@code @lune/ffi} declare what the library has,
 * neither less nor more.
 */
class TypeDefinitionsTest {
  private static final Path FILE =
      Repository.root()
          .resolve("templates/src/main/resources/dev/ligature/templates/luau/lune/ffi.luau");

  private final Map<String, TypeExpr> types = declared();
  private final LiveObjects objects = new LiveObjects();

  private static Map<String, TypeExpr> declared() {
    Map<String, TypeExpr> types = new HashMap<>();
    try {
      for (Stat statement :
          Parser.parse(Files.readAllBytes(FILE), "@ffi.luau").main().body().body()) {
        if (statement instanceof Stat.TypeAlias alias) {
          types.put(alias.name(), alias.type());
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return types;
  }

  /** {@return the properties of a declared type, those of the types that it extends among them} */
  private Map<String, TypeExpr> properties(TypeExpr type) {
    Map<String, TypeExpr> all = new LinkedHashMap<>();
    switch (type) {
      case TypeExpr.Table table ->
          table
              .properties()
              .forEach(p -> all.put(new String(p.name(), StandardCharsets.UTF_8), p.type()));
      case TypeExpr.Intersection(var _, var members) ->
          members.forEach(member -> all.putAll(properties(member)));
      case TypeExpr.Reference reference when reference.name().equals("setmetatable") ->
          all.putAll(properties(argument(reference, 0)));
      case TypeExpr.Reference reference -> all.putAll(properties(types.get(reference.name())));
      default -> throw new IllegalArgumentException("no table type: " + type);
    }
    return all;
  }

  private static TypeExpr argument(TypeExpr.Reference reference, int n) {
    return ((TypeOrPack.Single) reference.arguments().get(n)).type();
  }

  private static boolean isFunction(TypeExpr type) {
    return switch (type) {
      case TypeExpr.Function _ -> true;
      case TypeExpr.Intersection(var _, var members) ->
          members.stream().allMatch(TypeDefinitionsTest::isFunction);
      case TypeExpr.Group(var _, var inner) -> isFunction(inner);
      default -> false;
    };
  }

  /** {@return whether each declared name is a function} */
  private Map<String, Boolean> declaredMembers(String type) {
    Map<String, Boolean> members = new TreeMap<>();
    properties(types.get(type)).forEach((name, member) -> members.put(name, isFunction(member)));
    return members;
  }

  private static Map<String, Boolean> functions(LuauTable table) {
    Map<String, Boolean> functions = new TreeMap<>();
    LiveObjects.entries(table)
        .forEach((name, value) -> functions.put(name, value instanceof LuauFunction));
    return functions;
  }

  private LuauTable table(String name) {
    return (LuauTable) objects.module().get(LuauString.of(name));
  }

  @Test
  void theModule() {
    assertThat(declaredMembers("Ffi")).isEqualTo(functions(objects.module()));
    assertThat(declaredMembers("Unsafe")).isEqualTo(functions(table("unsafe")));
  }

  /** The types of {@code ctypes} and {@code types} are the very strings. */
  @ParameterizedTest
  @CsvSource({"CTypes, ctypes", "Types, types"})
  void theNamesOfTypes(String type, String table) {
    Map<String, Object> declared = new TreeMap<>();
    properties(types.get(type))
        .forEach(
            (name, member) ->
                declared.put(
                    name,
                    member instanceof TypeExpr.SingletonString(var _, byte[] text)
                        ? new String(text, StandardCharsets.UTF_8)
                        : "function"));
    Map<String, Object> there = new TreeMap<>();
    LiveObjects.entries(table(table))
        .forEach(
            (name, value) ->
                there.put(name, value instanceof LuauString s ? s.toString() : "function"));
    there.keySet().removeIf(TypeDefinitionsTest::isSpareAlias);
    assertThat(declared).isEqualTo(there);
  }

  /** {@code ffi.types} documents the aliases of the original; the others are accepted as names. */
  private static boolean isSpareAlias(String name) {
    return NativeType.aliases().containsKey(name)
        && (name.matches("u?int(8|16|32|64)")
            || name.matches("u?longlong|void\\*|char\\*|cstring"));
  }

  @ParameterizedTest
  @CsvSource({
    "RawPointer",
    "TypedPointer",
    "StructView",
    "SmartLibrary",
    "Library",
    "Callback",
    "Arena",
    "Buffer"
  })
  void theMembersOfObjects(String type) {
    assertThat(declaredMembers(type)).isEqualTo(objects.members(type));
  }

  @Test
  void theMembersOfStructDefinitions() {
    Map<String, Boolean> declared = declaredMembers("StructLayout");
    declared.putAll(declaredMembers("StructDefinition"));
    assertThat(declared).isEqualTo(objects.members("StructDefinition"));
  }

  @ParameterizedTest
  @CsvSource({"RawPointer", "TypedPointer"})
  void theOperatorsOfPointers(String type) {
    TypeExpr metatable = argument((TypeExpr.Reference) types.get(type), 1);
    LuauTable there = objects.object(type).metatable;
    Set<String> operators = new TreeSet<>(LiveObjects.entries(there).keySet());
    operators.removeAll(Set.of("__type", "__metatable"));
    assertThat(new TreeSet<>(properties(metatable).keySet())).isEqualTo(operators);
  }

  @Test
  void theKeysOfTablesThatScriptsPass() {
    assertThat(declaredMembers("Signature").keySet()).isEqualTo(Signature.KEYS);
    assertThat(declaredMembers("Layout").keySet()).isEqualTo(StructReader.OPTION_KEYS);
    assertThat(declaredMembers("Field").keySet()).isEqualTo(StructReader.FIELD_KEYS);
    assertThat(declaredMembers("LoadOptions").keySet()).isEqualTo(FfiModule.LOAD_OPTIONS);
    assertThat(declaredMembers("DeclarationOptions").keySet()).isEqualTo(CModuleLoader.OPTIONS);
  }
}
