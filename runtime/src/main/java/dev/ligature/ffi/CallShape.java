package dev.ligature.ffi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A C signature as a call needs it. Equal shapes share everything that the linker makes for them.
 *
 * @param ret {@link NativeType#VOID}, a scalar or a record
 * @param args scalars and records, those of a variadic call included
 * @param fixedArgs how many of them come before {@code ...}; -1 if the function is not variadic
 * @param errno whether errno (GetLastError on Windows) is captured after the call
 * @param leaf whether the call is short and never calls back, so that the thread state needs no
 *     change
 */
public record CallShape(Layout ret, List<Layout> args, int fixedArgs, boolean errno, boolean leaf) {
  public CallShape {
    Objects.requireNonNull(ret, "ret");
    args = List.copyOf(args);
    if (args.contains(NativeType.VOID)) {
      throw new FfiException("Cannot pass void as argument");
    }
    if (fixedArgs > args.size()) {
      throw new FfiException("Expected at least " + fixedArgs + " arguments, got " + args.size());
    }
  }

  /** {@return the shape of a plain function} */
  public static CallShape of(Layout ret, List<Layout> args) {
    return new CallShape(ret, args, -1, false, false);
  }

  /** {@return whether the result is a record, for which the caller supplies memory} */
  public boolean returnsRecord() {
    return ret instanceof RecordLayout;
  }

  FunctionDescriptor descriptor() {
    MemoryLayout[] layouts = args.stream().map(Layout::memoryLayout).toArray(MemoryLayout[]::new);
    return ret == NativeType.VOID
        ? FunctionDescriptor.ofVoid(layouts)
        : FunctionDescriptor.of(ret.memoryLayout(), layouts);
  }

  Linker.Option[] options() {
    List<Linker.Option> options = new ArrayList<>();
    if (fixedArgs >= 0) {
      options.add(Linker.Option.firstVariadicArg(fixedArgs));
    }
    if (errno) {
      options.add(Linker.Option.captureCallState(ErrorNumber.captured()));
    }
    if (leaf) {
      options.add(Linker.Option.critical(false));
    }
    return options.toArray(Linker.Option[]::new);
  }
}
