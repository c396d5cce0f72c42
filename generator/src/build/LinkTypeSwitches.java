import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Links the type switches of a jar before it runs: {@code java LinkTypeSwitches.java CLASSPATH IN
 * OUT}, the class path being that with which the jar runs.
 *
 * <p>javac compiles {@code switch (type) { case Pointer p -> … }} to an invokedynamic whose
 * bootstrap generates a class at the first call of each switch: about a millisecond each, and the
 * AOT cache does not keep them. A long-running program never notices; bindgen runs for a fifth of a
 * second and meets thirty of them. Here each becomes a call of a static method of the same class:
 *
 * <pre>
 *   static int typeSwitch$0(Object value, int restart) {
 *     if (value == null) return -1;
 *     if (restart &lt;= 0 &amp;&amp; value instanceof Pointer) return 0;
 *     …
 *     return 3;
 *   }
 * </pre>
 *
 * which is what {@link java.lang.runtime.SwitchBootstraps#typeSwitch} specifies for labels that are
 * all classes. Switches with other labels stay as they are.
 */
final class LinkTypeSwitches {
  private static final MethodTypeDesc TEST =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);

  private record Switch(String name, List<ClassDesc> labels) {}

  private final ClassDesc owner;
  private final boolean ownerIsInterface;
  private final List<Switch> switches = new ArrayList<>();

  private LinkTypeSwitches(ClassModel model) {
    this.owner = model.thisClass().asSymbol();
    this.ownerIsInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  public static void main(String[] arguments) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String element : arguments[0].split(File.pathSeparator)) {
      urls.add(Path.of(element).toUri().toURL());
    }
    try (URLClassLoader classPath = new URLClassLoader(urls.toArray(URL[]::new))) {
      // Stack maps are written anew, for which types have to be compared.
      ClassFile classFile =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classPath)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (String jar : List.of(arguments).subList(2, arguments.length)) {
        Path in = Path.of(jar);
        link(classFile, in, Path.of(arguments[1]).resolve(in.getFileName()));
      }
    }
  }

  private static void link(ClassFile classFile, Path source, Path target) throws IOException {
    try (JarFile in = new JarFile(source.toFile());
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        JarOutputStream out = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? linked(classFile, bytes) : bytes);
      }
    }
  }

  private static byte[] linked(ClassFile classFile, byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    LinkTypeSwitches links = new LinkTypeSwitches(model);
    CodeTransform calls =
        (builder, element) -> {
          if (!(element instanceof InvokeDynamicInstruction call)
              || !links.replace(builder, call)) {
            builder.with(element);
          }
        };
    // The methods that are called come last, when all calls are known.
    ClassTransform transform =
        ClassTransform.transformingMethodBodies(calls)
            .andThen(ClassTransform.endHandler(links::addMethods));
    byte[] result = classFile.transformClass(model, transform);
    return links.switches.isEmpty() ? bytes : result;
  }

  private boolean replace(CodeBuilder builder, InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().owner().displayName().equals("SwitchBootstraps")
        || !call.bootstrapMethod().methodName().equals("typeSwitch")) {
      return false;
    }
    List<ClassDesc> labels = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type)) {
        return false;
      }
      labels.add(type);
    }
    Switch link = new Switch("typeSwitch$" + switches.size(), labels);
    switches.add(link);
    builder.invokestatic(owner, link.name(), TEST, ownerIsInterface);
    return true;
  }

  private void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Switch link : switches) {
      builder.withMethodBody(link.name(), TEST, flags, code -> test(code, link.labels()));
    }
  }

  private static void test(CodeBuilder code, List<ClassDesc> labels) {
    Label notNull = code.newLabel();
    code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
