package dev.ligature.generator.cli;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Template;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Renders a small IDL with one declaration of each kind while clang reads the headers: when the
 * real one comes, the templates are parsed and their classes initialised. On one processor it would
 * only be in the way, so it is left out there.
 */
final class Rehearsal implements Runnable {
  private static final Location AT = new Location("rehearsal.h", 1);
  private static final Lowering I32 = Lowering.of(CType.I32);
  private static final Lowering POINTER = Lowering.of(CType.POINTER);
  private static final Type INT = Type.Scalar.of(CType.I32);
  private static final Type CHAR_POINTER =
      new Type.Pointer(new Type.Qualified(Type.Qualifier.CONST, new Type.Scalar(CType.I8, "char")));
  private static final Optional<Doc> DOC =
      Optional.of(new Doc("Brief.", List.of(), List.of(new Doc.Param("a", "in", "text")), "it"));

  private final Template template;
  private final String fileName;

  private Rehearsal(Template template, String fileName) {
    this.template = template;
    this.fileName = fileName;
  }

  /** Starts it in the background if there is a second processor. */
  static void start(OutputTarget target) {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      String fileName = "Rehearsal" + Outputs.suffix(target.language());
      Thread thread = new Thread(new Rehearsal(Outputs.template(target), fileName), "rehearsal");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    template.render(idl(), RenderOptions.of(fileName));
  }

  private static <D> SequencedMap<String, D> one(String key, D declaration) {
    SequencedMap<String, D> map = new LinkedHashMap<>();
    map.put(key, declaration);
    return map;
  }

  private static Idl idl() {
    Optional<String> none = Optional.empty();
    Type struct = new Type.RecordRef("struct s");
    Signature signature =
        new Signature(
            List.of(
                parameter("a", INT, I32),
                parameter("s", new Type.Pointer(struct), POINTER),
                parameter("t", CHAR_POINTER, Lowering.of(CType.STRING)),
                parameter("n", new Type.AliasRef("t"), I32),
                parameter("f", new Type.AliasRef("callback"), POINTER)),
            INT,
            I32,
            false,
            true,
            Optional.empty());
    Declaration.Field array =
        new Declaration.Field(
            "x",
            new Type.Array(INT, OptionalLong.of(2)),
            new Lowering.Array(I32, OptionalLong.of(2)),
            0,
            Optional.empty(),
            DOC);
    Declaration.Field pointer =
        new Declaration.Field("p", CHAR_POINTER, POINTER, 8, Optional.empty(), Optional.empty());
    ConstantValue two = new ConstantValue.Int(BigInteger.TWO, CType.I32);
    ConstantValue text = new ConstantValue.Str(List.of(65L), ConstantValue.Encoding.NARROW);
    SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
    constants.put("N", new Declaration.Constant(two, Optional.empty(), "2", DOC, AT));
    constants.put("S", new Declaration.Constant(text, Optional.empty(), "\"A\"", DOC, AT));
    return new Idl(
        "Rehearsal",
        one("linux", "librehearsal.so"),
        List.of("rehearsal.h"),
        List.of(
            new Target(
                "x86_64-unknown-linux-gnu", "linux", "x86_64", 8, 8, CType.I32, CType.I8, false)),
        constants,
        one(
            "enum e",
            new Declaration.Enum(
                Optional.of("e"),
                Type.Scalar.of(CType.U32),
                CType.U32,
                List.of(new Declaration.Enumerator("A", BigInteger.ONE, Optional.empty())),
                true,
                none,
                DOC,
                AT)),
        one(
            "struct s",
            new Declaration.Record(
                Declaration.RecordKind.STRUCT,
                Optional.of("s"),
                16,
                8,
                false,
                false,
                List.of(array, pointer),
                none,
                DOC,
                AT)),
        one("t", new Declaration.Alias(INT, I32, none, DOC, AT)),
        one("callback", new Declaration.Callback(signature, true, DOC, AT)),
        one(
            "f",
            new Declaration.Function(
                signature, none, false, false, none, List.of(), false, false, none, DOC, AT)),
        one("v", new Declaration.Variable(INT, I32, none, false, none, DOC, AT)),
        List.of());
  }

  private static Signature.Parameter parameter(String name, Type type, Lowering lowering) {
    return new Signature.Parameter(name, type, lowering, Signature.Hints.NONE);
  }
}
