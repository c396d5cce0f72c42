package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.FunctionBody;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.Stat;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a function too big for one JVM method is cut into parts. Blocks beyond {@link #LIMIT} are cut
 * between statements; each part is a method that returns null to go on, a signal for {@code break}
 * or {@code continue} of a loop around it, or the function's results. Variables that parts share
 * live in cells in an array, the frame; those inside one part are JVM locals as ever.
 */
final class Outline {
  /** What the names of classes with parts have behind that of the body's class. */
  static final String PARTS_SUFFIX = "$parts";

  /** The most nodes of a part. */
  static final int LIMIT = 220;

  /** The type of a part's method: closure, frame, extra arguments. */
  static MethodTypeDesc partType(FunctionUnit unit) {
    return Names.type(Names.OBJECT, unit.closureClass, Names.OBJECTS, Names.OBJECTS);
  }

  private record Key(Object tree, int from) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key k && k.tree == tree && k.from == from;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(tree) * 31 + from;
    }
  }

  /** A part: its class, its method and what compiles it. */
  record Part(ClassDesc owner, String name, Consumer<FunctionCompiler> code) {}

  private final FunctionUnit unit;
  private final Map<LocalVar, Integer> framed = new IdentityHashMap<>();
  private final Map<Stat.Block, List<int[]>> pieces = new IdentityHashMap<>();
  private final Map<Key, Part> parts = new LinkedHashMap<>();
  private final Map<Key, Integer> temporaries = new LinkedHashMap<>();
  final Map<LocalVar, Variable> variables = new IdentityHashMap<>();

  /** The length of the frame, in an array since it is not final until all parts are compiled. */
  final int[] frameSize = {0};

  Outline(FunctionUnit unit) {
    this.unit = unit;
    FunctionBody body = unit.body;
    body.parameters().forEach(this::frame);
    plan(body.body());
  }

  boolean framed(LocalVar variable) {
    return framed.containsKey(variable);
  }

  int index(LocalVar variable) {
    return framed.get(variable);
  }

  /** {@return the place in the frame of a value that belongs to a tree} */
  int temporary(Object tree) {
    return temporaries.computeIfAbsent(new Key(tree, 0), k -> frameSize[0]++);
  }

  /** {@return the ranges of statements that are parts of their own; none for a small block} */
  List<int[]> pieces(Stat.Block block) {
    return pieces.getOrDefault(block, List.of());
  }

  /** {@return the name of a part's method; the same tree gives the same part} */
  Part part(Object tree, int from, Consumer<FunctionCompiler> code) {
    return parts.computeIfAbsent(
        new Key(tree, from), k -> new Part(owner(parts.size()), "part" + parts.size(), code));
  }

  /** The constants of so many parts fit one class file. */
  private static final int PARTS_A_CLASS = 50;

  private ClassDesc owner(int index) {
    return ClassDesc.of(
        unit.bodyClass.packageName(),
        unit.bodyClass.displayName() + PARTS_SUFFIX + index / PARTS_A_CLASS);
  }

  List<Part> parts() {
    return List.copyOf(parts.values());
  }

  private void frame(LocalVar variable) {
    framed.put(variable, frameSize[0]++);
  }

  private void plan(Stat.Block block) {
    if (Weight.of(block) <= LIMIT) {
      return;
    }
    List<int[]> ranges = new ArrayList<>();
    int from = 0;
    int weight = 0;
    List<Stat> body = block.body();
    for (int i = 0; i < body.size(); i++) {
      Stat stat = body.get(i);
      declared(stat);
      int own = Weight.of(stat);
      if (own > LIMIT) {
        add(ranges, from, i);
        inside(stat);
        from = i + 1;
        weight = 0;
      } else if (weight + own > LIMIT) {
        add(ranges, from, i);
        from = i;
        weight = own;
      } else {
        weight += own;
      }
    }
    add(ranges, from, body.size());
    pieces.put(block, ranges);
  }

  private static void add(List<int[]> ranges, int from, int to) {
    if (from < to) {
      ranges.add(new int[] {from, to});
    }
  }

  private void declared(Stat stat) {
    switch (stat) {
      case Stat.Local s -> s.variables().forEach(this::frame);
      case Stat.LocalFunction s -> frame(s.variable());
      default -> {}
    }
  }

  private void inside(Stat stat) {
    switch (stat) {
      case Stat.Block s -> plan(s);
      case Stat.If s -> {
        plan(s.thenBody());
        s.elseBody().ifPresent(this::inside);
      }
      case Stat.While s -> plan(s.body());
      case Stat.Repeat s -> {
        plan(s.body());
        // The condition sees the variables of the body.
        if (pieces(s.body()).isEmpty()) {
          s.body().body().forEach(this::declared);
        }
      }
      case Stat.NumericFor s -> {
        frame(s.variable());
        plan(s.body());
      }
      case Stat.GenericFor s -> {
        s.variables().forEach(this::frame);
        plan(s.body());
      }
      default -> {}
    }
  }
}
