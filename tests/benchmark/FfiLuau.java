import com.sun.management.ThreadMXBean;
import dev.ligature.luau.LargeStack;
import dev.ligature.luau.Luau;
import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import dev.ligature.luau.lune.ProcessModule;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a script as the runtime's own launcher does, with one more global: {@code allocated()}, the
 * bytes that the script's thread has allocated on the Java heap so far; see ffi.sh.
 */
public final class FfiLuau {
  private FfiLuau() {}

  public static void main(String[] args) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<String> arguments = Arrays.asList(args).subList(1, args.length);
    Luau luau =
        Luau.builder()
            .interruptible(false)
            .function("allocated", ignored -> threads.getCurrentThreadAllocatedBytes())
            .module("@lune/ffi", state -> FfiModule.open(state, NativeAccess.FULL))
            .module("@lune/process", state -> ProcessModule.open(arguments))
            .build();
    String source = Files.readString(Path.of(args[0]));
    LargeStack.call(() -> luau.run(source, "@" + args[0], arguments.toArray()));
  }
}
