package dev.ligature.templates.java;

import dev.ligature.templates.java.JavaViews.AliasView;
import dev.ligature.templates.java.JavaViews.CallbackView;
import dev.ligature.templates.java.JavaViews.CompoundView;
import dev.ligature.templates.java.JavaViews.ConstantView;
import dev.ligature.templates.java.JavaViews.EnumView;
import dev.ligature.templates.java.JavaViews.FunctionView;
import dev.ligature.templates.java.JavaViews.NativeView;
import dev.ligature.templates.java.JavaViews.OpaqueView;
import dev.ligature.templates.java.JavaViews.PartView;
import dev.ligature.templates.java.JavaViews.RecordView;
import dev.ligature.templates.java.JavaViews.VariableView;
import dev.ligature.templates.java.JavaViews.VariadicView;
import java.util.ArrayList;
import java.util.List;

/**
 * Distributes members over classes, each small enough for a class file: 65,535 entries in its
 * constant pool (JVMS 4.1) and 65,535 bytes in its static initialiser (JVMS 4.7.3). The binding's
 * own class is the last of a chain of superclasses, so that all are reached by its name.
 */
final class Parts {
  /** Entries of the constant pool, counted generously. */
  private static final int MAX_ENTRIES = 40_000;

  /** Fields whose value is computed at run time; each takes up to 20 bytes of code. */
  private static final int MAX_COMPUTED = 2500;

  private final List<Part> parts = new ArrayList<>();

  /** Members of one class. */
  static final class Part {
    private final List<ConstantView> constants = new ArrayList<>();
    private final List<CompoundView> compounds = new ArrayList<>();
    private final List<EnumView> enums = new ArrayList<>();
    private final List<RecordView> records = new ArrayList<>();
    private final List<OpaqueView> opaques = new ArrayList<>();
    private final List<CallbackView> callbacks = new ArrayList<>();
    private final List<VariableView> variables = new ArrayList<>();
    private final List<FunctionView> functions = new ArrayList<>();
    private final List<VariadicView> variadics = new ArrayList<>();
    private final List<AliasView> aliases = new ArrayList<>();
    private int entries;
    private int computed;
  }

  Parts() {
    parts.add(new Part());
  }

  private Part reserve(int entries, int computed) {
    Part part = parts.getLast();
    if (part.entries + entries > MAX_ENTRIES || part.computed + computed > MAX_COMPUTED) {
      part = new Part();
      parts.add(part);
    }
    part.entries += entries;
    part.computed += computed;
    return part;
  }

  void add(ConstantView view, boolean compileTime) {
    reserve(6, compileTime ? 0 : 1 + view.value().length() / 10_000).constants.add(view);
  }

  void add(CompoundView view) {
    reserve(10 + 4 * view.statements().size(), 0).compounds.add(view);
  }

  void add(EnumView view) {
    reserve(8, 0).enums.add(view);
  }

  void add(RecordView view, int entries) {
    reserve(entries, 0).records.add(view);
  }

  void add(OpaqueView view) {
    reserve(8, 0).opaques.add(view);
  }

  void add(CallbackView view) {
    reserve(14, 0).callbacks.add(view);
  }

  void add(VariableView view) {
    reserve(24, 0).variables.add(view);
  }

  void add(FunctionView view) {
    reserve(24, 0).functions.add(view);
  }

  void add(VariadicView view) {
    reserve(30, 0).variadics.add(view);
  }

  void add(AliasView view) {
    reserve(12, 0).aliases.add(view);
  }

  boolean hasVariables() {
    return parts.stream().anyMatch(part -> !part.variables.isEmpty());
  }

  boolean hasVariadics() {
    return parts.stream().anyMatch(part -> !part.variadics.isEmpty());
  }

  /**
   * {@return the classes from the root to the binding's own}
   *
   * @param className the name of the binding's own; the others have numbers behind it
   */
  List<PartView> views(String className, String doc, NativeView link) {
    List<PartView> views = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean last = i == parts.size() - 1;
      views.add(
          new PartView(
              last
                  ? doc
                  : "/** Part "
                      + (i + 1)
                      + " of {@link "
                      + className
                      + "}, which a class file could not hold as a whole. */\n",
              last ? "public final class" : "abstract class",
              last ? className : className + "_" + (i + 1),
              i == 0 ? "" : " extends " + className + "_" + i,
              (last ? "private " + className : className + "_" + (i + 1)) + "() {}",
              i == 0 ? List.of(link) : List.of(),
              part.constants,
              part.compounds,
              part.enums,
              part.records,
              part.opaques,
              part.callbacks,
              part.variables,
              part.functions,
              part.variadics,
              part.aliases));
    }
    return views;
  }
}
