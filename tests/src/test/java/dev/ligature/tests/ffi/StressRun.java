package dev.ligature.tests.ffi;

import dev.ligature.luau.Luau;
import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code ffi-stress/stress.luau} in a process of its own, since what it looks for would end
 * it. Arguments: the script, the library, {@code full} or {@code narrowed}, the seed, the number of
 * calls. Prints how far it came.
 */
public final class StressRun {
  private StressRun() {}

  /** Runs the script on a stack as large as the command gives it. */
  public static void main(String[] args) throws Exception {
    boolean narrowed = args[2].equals("narrowed");
    NativeAccess access =
        narrowed ? new NativeAccess.Libraries(List.of(args[1])) : NativeAccess.FULL;
    String source = Files.readString(Path.of(args[0]));
    Throwable[] failure = new Throwable[1];
    Runnable run =
        () ->
            Luau.builder()
                .module("@lune/ffi", state -> FfiModule.open(state, access))
                .output(OutputStream.nullOutputStream())
                .global("shim", args[1])
                .global("narrowed", narrowed)
                .global("seed", Double.parseDouble(args[3]))
                .global("calls", Double.parseDouble(args[4]))
                .function(
                    "progress",
                    values -> {
                      System.out.println(values[0] + " calls, " + values[1] + " errors");
                      return new Object[0];
                    })
                .build()
                .run(source, "=stress");
    Thread thread = new Thread(null, run, "stress", 64L << 20);
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      failure[0].printStackTrace();
      System.exit(1);
    }
    System.out.println("done");
  }
}
