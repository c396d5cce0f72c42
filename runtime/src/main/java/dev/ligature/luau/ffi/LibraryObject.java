package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.NativeLibrary;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A library without an interface: each call says its signature. */
final class LibraryObject extends FfiObject {
  private static final Members MEMBERS =
      Members.of(
          Kind.LIBRARY,
          new String[] {"path"},
          new String[] {
            "call",
            "callInt",
            "callIntArg",
            "callDouble",
            "callVoid",
            "callString",
            "callPtr",
            "getSymbol",
            "hasSymbol",
            "listExports",
            "close"
          });

  private final NativeLibrary library;
  private final Map<CallKey, NativeFunction> functions = new HashMap<>();

  /** A function by its name and signature. */
  private record CallKey(String name, Signature signature) {}

  LibraryObject(FfiHost host, NativeLibrary library) {
    super(host, Kind.LIBRARY);
    this.library = library;
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return LuauString.of(library.path());
  }

  @Override
  Object invoke(int id, Object[] args) {
    return switch (id) {
      case 1 ->
          call(
              name(args),
              Signature.read(Arguments.at(args, 1), Arguments.at(args, 2)),
              rest(args, 3));
      case 2 -> call(name(args), signature(NativeType.I32), rest(args, 1));
      case 3 -> call(name(args), signature(NativeType.I32, NativeType.I64), rest(args, 1));
      case 4 -> call(name(args), signature(NativeType.F64), rest(args, 1));
      case 5 -> call(name(args), signature(NativeType.VOID), rest(args, 1));
      case 6 -> call(name(args), signature(NativeType.STRING), rest(args, 1));
      case 7 -> callPointer(args);
      case 8 -> symbol(name(args));
      case 9 -> library.find(name(args)).isPresent();
      case 10 -> ExportList.of(library);
      default -> {
        library.close(host.releases.code());
        yield Results.NONE;
      }
    };
  }

  private RawPointer symbol(String name) {
    long address = library.require(name);
    Block block =
        host.narrowed
            ? Block.opaque(address, library.lifetime())
            : Block.unmanaged(library.lifetime());
    return new RawPointer(host, address, block);
  }

  private static String name(Object[] args) {
    return Arguments.string(args, 0, "name").toString();
  }

  private static Object[] rest(Object[] args, int from) {
    return args.length <= from ? Results.NONE : Arrays.copyOfRange(args, from, args.length);
  }

  private static Signature signature(NativeType ret, NativeType... args) {
    return Signature.of(
        new ElementType.Scalar(ret),
        Arrays.stream(args).<ElementType>map(ElementType.Scalar::new).toList());
  }

  private Object call(String name, Signature signature, Object[] args) {
    CallKey key = new CallKey(name, signature);
    NativeFunction function = functions.get(key);
    if (function == null) {
      function = host.functions.bind(name, signature, library.require(name), library.lifetime());
      functions.put(key, function);
    }
    return function.call(args);
  }

  private Object callPointer(Object[] args) {
    Object pointer = Arguments.at(args, 0);
    PointerValue target = PointerValue.of(host, pointer);
    if (target.address() == 0) {
      throw new FfiException("Cannot call null pointer");
    }
    requireCode(target);
    Signature signature = Signature.read(Arguments.at(args, 1), Arguments.at(args, 2));
    return host.functions
        .bind("callPtr", signature, target.address(), target.block().lifetime())
        .call(rest(args, 3));
  }

  /** Memory is no code, nor is what lies beside a callback. */
  private void requireCode(PointerValue target) {
    Block block = target.block();
    if (block.isManaged() && !(block.isCode() && block.includes(target.address()))) {
      throw new FfiException("Cannot call memory: the pointer does not point to a function");
    }
    boolean symbol =
        block.isOpaque()
            && block.lifetime() != Lifetime.UNBOUNDED
            && block.includes(target.address());
    if (host.narrowed && !block.isCode() && !symbol) {
      throw new FfiException(
          "Calling a pointer that is no symbol of an allowed library and no callback is not"
              + " allowed: native access is narrowed");
    }
  }

  @Override
  String describe() {
    return "Library('" + library.path() + "')";
  }
}
