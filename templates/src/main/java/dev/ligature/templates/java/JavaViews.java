package dev.ligature.templates.java;

import dev.ligature.templates.View;
import java.util.List;

/**
 * What the Java templates see. Text is source, escaped and complete; {@code doc} is a doc comment
 * with its indentation and line feed, or empty. {@code docs/templates.md} describes each.
 */
final class JavaViews {
  private JavaViews() {}

  /** A source file. */
  record FileView(String comment, String packageDeclaration, List<PartView> parts) implements View {
    private static final List<String> NAMES = List.of("comment", "packageDeclaration", "parts");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "comment" -> comment;
        case "packageDeclaration" -> packageDeclaration;
        case "parts" -> parts;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A class of the chain: the binding's own or a superclass of it. */
  record PartView(
      String doc,
      String modifiers,
      String name,
      String parent,
      String constructor,
      List<NativeView> natives,
      List<ConstantView> constants,
      List<CompoundView> compounds,
      List<EnumView> enums,
      List<RecordView> records,
      List<OpaqueView> opaques,
      List<CallbackView> callbacks,
      List<VariableView> variables,
      List<FunctionView> functions,
      List<VariadicView> variadics,
      List<AliasView> aliases)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "doc",
            "modifiers",
            "name",
            "parent",
            "constructor",
            "natives",
            "constants",
            "compounds",
            "enums",
            "records",
            "opaques",
            "callbacks",
            "variables",
            "functions",
            "variadics",
            "aliases");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "modifiers" -> modifiers;
        case "name" -> name;
        case "parent" -> parent;
        case "constructor" -> constructor;
        case "natives" -> natives;
        case "constants" -> constants;
        case "compounds" -> compounds;
        case "enums" -> enums;
        case "records" -> records;
        case "opaques" -> opaques;
        case "callbacks" -> callbacks;
        case "variables" -> variables;
        case "functions" -> functions;
        case "variadics" -> variadics;
        case "aliases" -> aliases;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** The binding's link to the native side. */
  record NativeView(
      String module,
      String property,
      String target,
      String libraries,
      String systems,
      int longSize,
      String wideCharset,
      boolean hasVariadics,
      boolean hasErrno,
      boolean hasVariables)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "module",
            "property",
            "target",
            "libraries",
            "systems",
            "longSize",
            "wideCharset",
            "hasVariadics",
            "hasErrno",
            "hasVariables");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "module" -> module;
        case "property" -> property;
        case "target" -> target;
        case "libraries" -> libraries;
        case "systems" -> systems;
        case "longSize" -> longSize;
        case "wideCharset" -> wideCharset;
        case "hasVariadics" -> hasVariadics;
        case "hasErrno" -> hasErrno;
        case "hasVariables" -> hasVariables;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A static final field. */
  record ConstantView(String doc, String annotations, String type, String name, String value)
      implements View {
    private static final List<String> NAMES =
        List.of("doc", "annotations", "type", "name", "value");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "type" -> type;
        case "name" -> name;
        case "value" -> value;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A method that allocates the value of a compound literal. */
  record CompoundView(String doc, String record, String name, List<StatementView> statements)
      implements View {
    private static final List<String> NAMES = List.of("doc", "record", "name", "statements");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "record" -> record;
        case "name" -> name;
        case "statements" -> statements;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A statement without its semicolon. */
  record StatementView(String statement) implements View {
    private static final List<String> NAMES = List.of("statement");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "statement" -> statement;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /**
   * The class of an enum.
   *
   * @param constants the enumerators that macros hide; the others are fields of the binding
   */
  record EnumView(
      String doc,
      String annotations,
      String name,
      String type,
      List<ConstantView> constants,
      String selector,
      List<EnumeratorView> members,
      String unknown)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "doc", "annotations", "name", "type", "constants", "selector", "members", "unknown");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "name" -> name;
        case "type" -> type;
        case "constants" -> constants;
        case "selector" -> selector;
        case "members" -> members;
        case "unknown" -> unknown;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A value of an enum and the first enumerator that has it. */
  record EnumeratorView(String label, String text) implements View {
    private static final List<String> NAMES = List.of("label", "text");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "label" -> label;
        case "text" -> text;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** The class of a struct or union with a known layout. */
  record RecordView(
      String indent,
      String doc,
      String annotations,
      String name,
      String size,
      String align,
      String layoutType,
      String layout,
      String passed,
      String check,
      List<AccessorView> accessors,
      List<CallbackView> callbacks,
      List<RecordView> nested)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "indent",
            "doc",
            "annotations",
            "name",
            "size",
            "align",
            "layoutType",
            "layout",
            "passed",
            "check",
            "accessors",
            "callbacks",
            "nested");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "indent" -> indent;
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "name" -> name;
        case "size" -> size;
        case "align" -> align;
        case "layoutType" -> layoutType;
        case "layout" -> layout;
        case "passed" -> passed;
        case "check" -> check;
        case "accessors" -> accessors;
        case "callbacks" -> callbacks;
        case "nested" -> nested;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** The class of a struct or union that no header defines. */
  record OpaqueView(String doc, String annotations, String name) implements View {
    private static final List<String> NAMES = List.of("doc", "annotations", "name");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "name" -> name;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** The accessors of a member. */
  record AccessorView(
      String doc,
      String type,
      String name,
      String index,
      String expression,
      List<SetterView> setters)
      implements View {
    private static final List<String> NAMES =
        List.of("doc", "type", "name", "index", "expression", "setters");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "type" -> type;
        case "name" -> name;
        case "index" -> index;
        case "expression" -> expression;
        case "setters" -> setters;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A setter. */
  record SetterView(String result, String parameters, String statement) implements View {
    private static final List<String> NAMES = List.of("result", "parameters", "statement");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "result" -> result;
        case "parameters" -> parameters;
        case "statement" -> statement;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** The functional interface of a function pointer type, and its holder of handles. */
  record CallbackView(
      String indent,
      String doc,
      String name,
      String holder,
      String result,
      String parameters,
      String invokeParameters,
      String open,
      String arguments,
      String close,
      String lambda,
      String descriptor,
      String targetResult,
      String targetParameters,
      String targetOpen,
      String targetArguments,
      String targetClose,
      String zero)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "indent",
            "doc",
            "name",
            "holder",
            "result",
            "parameters",
            "invokeParameters",
            "open",
            "arguments",
            "close",
            "lambda",
            "descriptor",
            "targetResult",
            "targetParameters",
            "targetOpen",
            "targetArguments",
            "targetClose",
            "zero");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "indent" -> indent;
        case "doc" -> doc;
        case "name" -> name;
        case "holder" -> holder;
        case "result" -> result;
        case "parameters" -> parameters;
        case "invokeParameters" -> invokeParameters;
        case "open" -> open;
        case "arguments" -> arguments;
        case "close" -> close;
        case "lambda" -> lambda;
        case "descriptor" -> descriptor;
        case "targetResult" -> targetResult;
        case "targetParameters" -> targetParameters;
        case "targetOpen" -> targetOpen;
        case "targetArguments" -> targetArguments;
        case "targetClose" -> targetClose;
        case "zero" -> zero;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A global variable. */
  record VariableView(
      String doc,
      String annotations,
      String type,
      String name,
      String expression,
      List<SetterView> setters,
      String segment,
      String holder,
      String symbol,
      String size)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "doc",
            "annotations",
            "type",
            "name",
            "expression",
            "setters",
            "segment",
            "holder",
            "symbol",
            "size");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "type" -> type;
        case "name" -> name;
        case "expression" -> expression;
        case "setters" -> setters;
        case "segment" -> segment;
        case "holder" -> holder;
        case "symbol" -> symbol;
        case "size" -> size;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A function with fixed parameters. */
  record FunctionView(
      String doc,
      String annotations,
      String result,
      String name,
      String parameters,
      String open,
      String arguments,
      String close,
      String holder,
      String symbol,
      String descriptor,
      String options,
      List<AliasView> strings)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "doc",
            "annotations",
            "result",
            "name",
            "parameters",
            "open",
            "arguments",
            "close",
            "holder",
            "symbol",
            "descriptor",
            "options",
            "strings");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "result" -> result;
        case "name" -> name;
        case "parameters" -> parameters;
        case "open" -> open;
        case "arguments" -> arguments;
        case "close" -> close;
        case "holder" -> holder;
        case "symbol" -> symbol;
        case "descriptor" -> descriptor;
        case "options" -> options;
        case "strings" -> strings;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A variadic function. */
  record VariadicView(
      String doc,
      String annotations,
      String result,
      String name,
      String parameters,
      String open,
      String arguments,
      String close,
      String holder,
      String symbol,
      String descriptor,
      String options,
      String handle,
      List<AliasView> strings)
      implements View {
    private static final List<String> NAMES =
        List.of(
            "doc",
            "annotations",
            "result",
            "name",
            "parameters",
            "open",
            "arguments",
            "close",
            "holder",
            "symbol",
            "descriptor",
            "options",
            "handle",
            "strings");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "result" -> result;
        case "name" -> name;
        case "parameters" -> parameters;
        case "open" -> open;
        case "arguments" -> arguments;
        case "close" -> close;
        case "holder" -> holder;
        case "symbol" -> symbol;
        case "descriptor" -> descriptor;
        case "options" -> options;
        case "handle" -> handle;
        case "strings" -> strings;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }

  /** A method that calls another one of the binding. */
  record AliasView(
      String doc, String annotations, String result, String name, String parameters, String call)
      implements View {
    private static final List<String> NAMES =
        List.of("doc", "annotations", "result", "name", "parameters", "call");

    @Override
    public Object get(String variable) {
      return switch (variable) {
        case "doc" -> doc;
        case "annotations" -> annotations;
        case "result" -> result;
        case "name" -> name;
        case "parameters" -> parameters;
        case "call" -> call;
        default -> MISSING;
      };
    }

    @Override
    public List<String> names() {
      return NAMES;
    }
  }
}
