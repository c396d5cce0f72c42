package dev.ligature.luau.ffi;

import dev.ligature.ffi.CallShape;
import dev.ligature.ffi.Lifetime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of native functions that exist. Those without records are shared by all states; a
 * record's definition belongs to one state, and so do the classes of functions that pass it by
 * value.
 */
final class NativeFunctions {
  private static final Map<Key, NativeFunctionClass> SHARED = new ConcurrentHashMap<>();

  private final FfiHost host;
  private final Map<Key, NativeFunctionClass> own = new HashMap<>();

  NativeFunctions(FfiHost host) {
    this.host = host;
  }

  /** What decides about a class: the types by identity, and how the call is made. */
  private record Key(ElementType ret, List<ElementType> args, CallShape shape, OptionalLong size) {}

  /** {@return the function at an address} */
  NativeFunction bind(String name, Signature signature, long address, Lifetime library) {
    NativeFunction.Binding binding = new NativeFunction.Binding(host, name, address, library);
    return signature.variadic()
        ? new VariadicFunction(binding, signature, this)
        : instantiate(signature, signature.shape(-1), binding);
  }

  /**
   * {@return the function that passes exactly these arguments}
   *
   * @param shape of the signature, with the number of its fixed arguments
   */
  NativeFunction instantiate(Signature signature, CallShape shape, NativeFunction.Binding binding) {
    boolean scalar =
        !shape.returnsRecord()
            && signature.args().stream().noneMatch(StructDefinition.class::isInstance);
    return (scalar ? SHARED : own)
        .computeIfAbsent(
            new Key(signature.ret(), signature.args(), shape, signature.size()),
            key -> NativeFunctionClass.create(signature, shape))
        .instantiate(binding);
  }
}
