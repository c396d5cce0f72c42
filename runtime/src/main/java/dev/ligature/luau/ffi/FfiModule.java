package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Layout;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeLibrary;
import dev.ligature.ffi.NativeType;
import dev.ligature.ffi.RecordLayout;
import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Prototype;
import dev.ligature.luau.vm.Results;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The functions of {@code @lune/ffi}. */
public final class FfiModule extends LuauBuiltin {
  /** What the options of {@code load} may say. */
  static final Set<String> LOAD_OPTIONS = Set.of("lazy");

  private final FfiHost host;
  private final LuauTable module;
  private final Function function;

  /** The functions, by their names in the module. */
  private enum Function {
    ARENA("arena"),
    COPY("copy"),
    FILL("fill"),
    STRING("string"),
    STRUCT("struct"),
    UNION("union"),
    VIEW("view"),
    LOAD("load"),
    OPEN("open"),
    PTR("ptr"),
    CAST("cast"),
    IS_NULL("isNull"),
    SIZEOF("sizeof"),
    ALIGNOF("alignof"),
    CALLBACK("callback"),
    BUFFER("buffer"),
    ERRNO("errno"),
    CDEF("cdef"),
    INCLUDE("include");

    private final String spelling;

    Function(String spelling) {
      this.spelling = spelling;
    }
  }

  private FfiModule(FfiHost host, LuauTable module, Function function) {
    super(function.spelling);
    this.host = host;
    this.module = module;
    this.function = function;
  }

  /**
   * {@return the module for a state}
   *
   * @param access what scripts of that state may reach
   * @throws LuauError if they may reach nothing
   */
  public static LuauTable open(LuauState state, NativeAccess access) {
    if (access instanceof NativeAccess.None) {
      throw LuauError.builtin("Native access is switched off: @lune/ffi is not available");
    }
    FfiHost host = new FfiHost(state, access);
    LuauTable module = new LuauTable();
    for (Function function : Function.values()) {
      module.set(LuauString.interned(function.spelling), new FfiModule(host, module, function));
    }
    put(module, "read", MemoryFunction.read(host));
    put(module, "write", MemoryFunction.write(host));
    RawPointer nullPointer = new RawPointer(host, 0, Block.NULL);
    put(module, "null", nullPointer);
    put(module, "nullPtr", nullPointer);
    put(module, "ctypes", ctypes());
    put(module, "types", types(module));
    put(module, "unsafe", UnsafeModule.open(host));
    module.readonly = true;
    return module;
  }

  private static void put(LuauTable table, String key, Object value) {
    table.set(LuauString.interned(key), value);
  }

  private static LuauTable ctypes() {
    LuauTable table = new LuauTable();
    for (NativeType type : NativeType.values()) {
      put(table, type.spelling(), LuauString.interned(type.spelling()));
    }
    table.readonly = true;
    return table;
  }

  private static LuauTable types(LuauTable module) {
    LuauTable table = new LuauTable();
    for (NativeType type : NativeType.values()) {
      put(table, type.spelling(), LuauString.interned(type.spelling()));
    }
    NativeType.aliases()
        .forEach((alias, type) -> put(table, alias, LuauString.interned(type.spelling())));
    put(table, "sizeof", module.get(LuauString.interned("sizeof")));
    put(table, "alignof", module.get(LuauString.interned("alignof")));
    table.readonly = true;
    return table;
  }

  @Override
  public Object call(Object[] args) {
    try {
      return run(args);
    } catch (FfiException e) {
      throw LuauError.builtin(e.getMessage());
    }
  }

  private Object run(Object[] args) {
    Object first = Arguments.at(args, 0);
    return switch (function) {
      case ARENA -> new ArenaObject(host);
      case COPY -> {
        PointerValue to = PointerValue.of(host, first);
        long length = Arguments.count(args, 2, "len");
        if (Arguments.at(args, 1) instanceof LuauString text) {
          copyText(to, text, length);
          yield Results.NONE;
        }
        PointerValue from = PointerValue.of(host, Arguments.at(args, 1));
        Memory.copy(to.block(), to.address(), from.block(), from.address(), length);
        yield Results.NONE;
      }
      case FILL -> {
        PointerValue pointer = PointerValue.of(host, first);
        long length = Arguments.count(args, 1, "len");
        byte value = (byte) Conversions.integer(NativeType.U8, Arguments.at(args, 2), 3);
        Memory.fill(pointer.block(), pointer.address(), length, value);
        yield Results.NONE;
      }
      case STRING -> string(PointerValue.of(host, first), args);
      case STRUCT ->
          StructReader.read(
              host,
              RecordLayout.Kind.STRUCT,
              Arguments.table(args, 0, "Struct definition"),
              Arguments.at(args, 1));
      case UNION ->
          StructReader.read(
              host,
              RecordLayout.Kind.UNION,
              Arguments.table(args, 0, "Union definition"),
              Arguments.at(args, 1));
      case VIEW -> {
        if (!(Arguments.at(args, 1) instanceof StructDefinition definition)) {
          throw new FfiException(
              "Expected a StructDefinition, got " + Describe.value(Arguments.at(args, 1)));
        }
        yield StructView.over(host, definition, first);
      }
      case LOAD -> load(args);
      case OPEN -> new LibraryObject(host, library(args));
      case PTR -> {
        if (first == null) {
          throw new FfiException("Missing address argument");
        }
        PointerValue pointer = PointerValue.of(host, first);
        yield new RawPointer(host, pointer.address(), pointer.block());
      }
      case CAST -> {
        PointerValue pointer = PointerValue.of(host, first);
        ElementType type = ElementType.of(Arguments.at(args, 1));
        yield type instanceof StructDefinition definition
            ? new StructView(host, definition, pointer.address(), pointer.block())
            : TypedPointer.at(host, type, pointer.address(), pointer.block());
      }
      case IS_NULL -> PointerValue.of(host, first).address() == 0;
      case SIZEOF -> (double) layoutOf(first).byteSize();
      case ALIGNOF -> (double) layoutOf(first).byteAlignment();
      case CALLBACK ->
          new CallbackObject(
              host,
              Arguments.function(args, 0, "Callback"),
              Signature.read(Arguments.at(args, 1), Arguments.at(args, 2)));
      case BUFFER -> BufferObject.allocate(host, Arguments.integer(args, 0, "size"));
      case ERRNO -> (double) host.errorNumber.last();
      case CDEF -> new CModuleLoader(host, module).declare(args, scriptDirectory());
      case INCLUDE -> new CModuleLoader(host, module).include(args, scriptDirectory());
    };
  }

  private static Layout layoutOf(Object type) {
    return type instanceof StructDefinition definition
        ? definition.layout()
        : TypeNames.cType(type);
  }

  private static Object string(PointerValue pointer, Object[] args) {
    if (pointer.address() == 0) {
      return null;
    }
    if (Arguments.at(args, 1) == null) {
      return LuauString.of(Memory.cString(pointer.block(), pointer.address()));
    }
    long length = Arguments.count(args, 1, "len");
    return LuauString.of(Memory.bytes(pointer.block(), pointer.address(), length));
  }

  private Object load(Object[] args) {
    Object interfaceTable = Arguments.at(args, 1);
    if (interfaceTable != null && !(interfaceTable instanceof LuauTable)) {
      throw new FfiException("Interface must be a table");
    }
    boolean lazy = lazy(Arguments.at(args, 2));
    NativeLibrary library = library(args);
    if (interfaceTable == null) {
      return new LibraryObject(host, library);
    }
    SmartLibrary smart = new SmartLibrary(host, library, (LuauTable) interfaceTable);
    if (!lazy) {
      smart.bindAll();
    }
    return smart;
  }

  /** {@return what the options say, by default yes} */
  private static boolean lazy(Object options) {
    if (options == null) {
      return true;
    }
    if (!(options instanceof LuauTable table)) {
      throw new FfiException("Options must be a table, got " + Describe.value(options));
    }
    for (Object[] entry : Tables.entries(table)) {
      if (!LOAD_OPTIONS.contains(Describe.key(entry[0]))) {
        throw new FfiException(
            "Unknown option '" + Describe.key(entry[0]) + "': there is lazy = true or false");
      }
    }
    Object lazy = table.get(LuauString.interned("lazy"));
    return lazy == null || Conversions.bool(lazy);
  }

  private NativeLibrary library(Object[] args) {
    if (args.length == 0) {
      throw new FfiException("Missing path argument");
    }
    if (args[0] == null) {
      host.access.checkLibrary("");
      return NativeLibrary.process();
    }
    String name = Arguments.string(args, 0, "path").toString();
    Path directory = scriptDirectory();
    NativeLibrary.names(name, directory).forEach(host.access::checkLibrary);
    return NativeLibrary.load(name, directory);
  }

  /** The directory of the script that calls, the working directory if it is no file. */
  private static Path scriptDirectory() {
    Optional<String> source =
        CallStack.from(1, Integer.MAX_VALUE - 2).stream()
            .flatMap(frame -> frame.prototype().stream())
            .findFirst()
            .map(Prototype::source);
    Path workingDirectory = Path.of("").toAbsolutePath();
    if (source.isPresent() && source.get().startsWith("@")) {
      Path parent = Path.of(source.get().substring(1)).toAbsolutePath().normalize().getParent();
      return parent == null ? workingDirectory : parent;
    }
    return workingDirectory;
  }

  /** Copies from a string, which has a zero byte at its end as one that is passed to C has. */
  private static void copyText(PointerValue to, LuauString text, long length) {
    if (to.address() == 0) {
      throw new FfiException("Cannot copy to/from null pointer");
    }
    if (length > text.length() + 1L) {
      throw new FfiException(
          "Cannot copy "
              + length
              + " bytes from a string of "
              + text.length()
              + " (and its terminating zero)");
    }
    Memory.put(to.block(), to.address(), Arrays.copyOf(text.bytes(), (int) length));
  }
}
