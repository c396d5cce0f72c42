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
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Links call sites of a jar before it runs: {@code java LinkCallSites.java CLASSPATH OUT JAR...},
 * the class path being that with which the jars run.
 *
 * <p>javac compiles {@code switch (type) { case Pointer p -> … }} and what records have for {@code
 * equals} and {@code hashCode} to an invokedynamic whose bootstrap generates classes at the first
 * call of each: about a millisecond, and the AOT cache does not keep them. A long-running program
 * never notices; bindgen runs for a fifth of a second and meets forty of them. Here each becomes a
 * call of a static method of the same class:
 *
 * <pre>
 *   static int typeSwitch$0(Object value, int restart) {
 *     if (value == null) return -1;
 *     if (restart &lt;= 0 &amp;&amp; value instanceof Pointer) return 0;
 *     …
 *     return 3;
 *   }
 *
 *   static int hashCode$1(Point record) {
 *     return (0 * 31 + Integer.hashCode(record.x)) * 31 + Objects.hashCode(record.name);
 *   }
 *
 *   static boolean equals$2(Point record, Object other) {
 *     return other instanceof Point
 *         &amp;&amp; Integer.compare(record.x, ((Point) other).x) == 0
 *         &amp;&amp; Objects.equals(record.name, ((Point) other).name);
 *   }
 * </pre>
 *
 * which is what {@link java.lang.runtime.SwitchBootstraps#typeSwitch} specifies for labels that are
 * all classes, and {@link java.lang.runtime.ObjectMethods#bootstrap} for records. Switches with
 * other labels stay as they are, and so does {@code toString}.
 */
final class LinkCallSites {
  private static final MethodTypeDesc TEST =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);

  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /** A method to be added, which a call site now calls. */
  private record Link(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  private final ClassDesc owner;
  private final boolean ownerIsInterface;
  private final List<Link> added = new ArrayList<>();

  private LinkCallSites(ClassModel model) {
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
    LinkCallSites links = new LinkCallSites(model);
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
    return links.added.isEmpty() ? bytes : result;
  }

  private boolean replace(CodeBuilder builder, InvokeDynamicInstruction call) {
    return switch (call.bootstrapMethod().owner().displayName()) {
      case "SwitchBootstraps" -> replaceSwitch(builder, call);
      case "ObjectMethods" -> replaceRecordMethod(builder, call);
      default -> false;
    };
  }

  private boolean replaceSwitch(CodeBuilder builder, InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().methodName().equals("typeSwitch")) {
      return false;
    }
    List<ClassDesc> labels = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type)) {
        return false;
      }
      labels.add(type);
    }
    link(builder, "typeSwitch", TEST, code -> test(code, labels));
    return true;
  }

  private boolean replaceRecordMethod(CodeBuilder builder, InvokeDynamicInstruction call) {
    List<DirectMethodHandleDesc> fields = new ArrayList<>();
    // Behind the record's class and the names of its components.
    for (ConstantDesc getter : call.bootstrapArgs().subList(2, call.bootstrapArgs().size())) {
      fields.add((DirectMethodHandleDesc) getter);
    }
    String name = call.name().stringValue();
    switch (name) {
      case "hashCode" -> link(builder, name, call.typeSymbol(), code -> hash(code, fields));
      case "equals" -> link(builder, name, call.typeSymbol(), code -> equal(code, fields));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void link(
      CodeBuilder builder, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    Link link = new Link(name + "$" + added.size(), type, body);
    added.add(link);
    builder.invokestatic(owner, link.name(), type, ownerIsInterface);
  }

  private void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Link link : added) {
      builder.withMethodBody(link.name(), link.type(), flags, link.body());
    }
  }

  private void hash(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      code.loadConstant(31).imul().aload(0).getfield(owner, field.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(
            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void equal(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(different);
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      code.aload(0).getfield(owner, field.methodName(), type);
      code.aload(1).checkcast(owner).getfield(owner, field.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(
            boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
        code.ifne(different);
      } else {
        code.invokestatic(
            OBJECTS,
            "equals",
            MethodTypeDesc.of(
                ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
        code.ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "I" -> ConstantDescs.CD_Integer;
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      case "C" -> ConstantDescs.CD_Character;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      case "D" -> ConstantDescs.CD_Double;
      default -> throw new IllegalArgumentException(primitive.displayName());
    };
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
