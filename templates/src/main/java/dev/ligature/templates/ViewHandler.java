package dev.ligature.templates;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds the variables of templates in {@link View}s, innermost first, in place of Mustache.java's
 * handler, which finds them by reflection.
 */
final class ViewHandler implements ObjectHandler {
  /** Items from which on a list is rendered by two threads. */
  private static final int MANY = 100;

  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> {
      Object value = lookUp(name, scopes);
      if (value == View.MISSING) {
        throw unknown(name, context, scopes);
      }
      return value;
    };
  }

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    return current -> lookUp(name, current);
  }

  private static Object lookUp(String name, List<Object> scopes) {
    if (name.equals(".")) {
      return scopes.getLast();
    }
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i) instanceof View view) {
        Object value = view.get(name);
        if (value != View.MISSING) {
          return value;
        }
      }
    }
    return View.MISSING;
  }

  private static TemplateException unknown(
      String name, TemplateContext context, List<Object> scopes) {
    TreeSet<String> known = new TreeSet<>();
    for (Object scope : scopes) {
      if (scope instanceof View view) {
        known.addAll(view.names());
      }
    }
    return new TemplateException(
        context.file()
            + ":"
            + context.line()
            + ": unknown variable '"
            + name
            + "'; there are "
            + String.join(", ", known));
  }

  @Override
  public Object coerce(Object object) {
    return object;
  }

  @Override
  public Writer iterate(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
    switch (value) {
      case List<?> items -> {
        return items.size() >= MANY && writer instanceof BuilderWriter whole && whole.isSplittable()
            ? inHalves(iteration, whole, items, scopes)
            : iterate(iteration, writer, items, scopes);
      }
      case Boolean truth -> {
        return truth ? iteration.next(writer, value, scopes) : writer;
      }
      case CharSequence text -> {
        return text.isEmpty() ? writer : iteration.next(writer, value, scopes);
      }
      default -> {
        return iteration.next(writer, value, scopes);
      }
    }
  }

  private static Writer iterate(
      Iteration iteration, Writer writer, List<?> items, List<Object> scopes) {
    Writer current = writer;
    for (Object item : items) {
      current = iteration.next(current, item, scopes);
    }
    return current;
  }

  /** Renders a long list by two threads, the second half into a text that is appended then. */
  private static Writer inHalves(
      Iteration iteration, BuilderWriter whole, List<?> items, List<Object> scopes) {
    int middle = items.size() / 2;
    // Iterations push and pop the item's scope: each thread needs a stack of its own.
    List<Object> copy = new ArrayList<>(scopes);
    Fork<StringBuilder> second =
        Fork.of(
            true,
            () -> {
              StringBuilder text = new StringBuilder();
              iterate(
                  iteration, BuilderWriter.part(text), items.subList(middle, items.size()), copy);
              return text;
            });
    iterate(iteration, BuilderWriter.part(whole.text()), items.subList(0, middle), scopes);
    return whole.append(second.join());
  }

  @Override
  public Writer falsey(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
    boolean empty =
        switch (value) {
          case List<?> items -> items.isEmpty();
          case Boolean truth -> !truth;
          case CharSequence text -> text.isEmpty();
          default -> false;
        };
    return empty ? iteration.next(writer, value, scopes) : writer;
  }

  @Override
  public String stringify(Object object) {
    return object.toString();
  }
}
