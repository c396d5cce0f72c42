package dev.ligature.templates.luau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.templates.View;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch of each view knows its components, no less and no more. */
class ViewsTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        ModuleView.class,
        PartView.class,
        GroupView.class,
        TypeView.class,
        FieldTypeView.class,
        MemberView.class,
        FunctionView.class,
        EntryView.class,
        RecordView.class,
        FieldView.class,
        CallbackView.class,
        VariableView.class,
        CompoundView.class,
        LibraryView.class,
        IndexView.class
      })
  void every_component_is_a_variable(Class<? extends View> type)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Class<?> c = components[i].getType();
      values[i] = c == boolean.class ? true : c == List.class ? List.of(i) : "value " + i;
    }
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    View view = constructor.newInstance(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(view.get(components[i].getName())).isEqualTo(values[i]);
    }
    assertThat(view.get("nothing")).isSameAs(View.MISSING);
    assertThat(view.names())
        .containsExactly(
            Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new));
  }
}
