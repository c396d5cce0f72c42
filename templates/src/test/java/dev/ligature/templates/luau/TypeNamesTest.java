package dev.ligature.templates.luau;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration.Field;
import dev.ligature.idl.Lowering;
import dev.ligature.templates.IdlBuilder;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
  private static final Field X = scalar("x", CType.I32).at(0);

  private static TypeNames names(IdlBuilder builder) {
    return new TypeNames(builder.build());
  }

  @Test
  void a_typedef_names_its_record_before_the_tag_does() {
    TypeNames names =
        names(
            new IdlBuilder("M", LINUX)
                .record("struct _P", 4, 4, X)
                .alias("P", record("", "struct _P"))
                .alias("Q", typedef("", "P", new Lowering.ByValue("struct _P"))));
    assertThat(names.record("struct _P")).isEqualTo("P");
    assertThat(names.furtherTypedefs()).containsEntry("Q", "Q").hasSize(1);
  }

  @Test
  void tags_and_typedefs_of_one_name_get_two() {
    TypeNames names =
        names(
            new IdlBuilder("M", LINUX)
                .record("struct thing", 4, 4, X)
                .enumeration("enum thing", CType.U32, member("A", 0))
                .record("struct other", 4, 4, X)
                .alias("thing", record("", "struct other")));
    assertThat(names.record("struct other")).isEqualTo("thing");
    assertThat(names.record("struct thing")).isEqualTo("thing_2");
    assertThat(names.enumeration("enum thing")).isEqualTo("thing_3");
  }

  @Test
  void types_of_luau_and_of_the_module_keep_their_names() {
    TypeNames names =
        names(
            new IdlBuilder("zlib", LINUX)
                .record("struct string", 4, 4, X)
                .record("struct zlib", 4, 4, X)
                .record("struct end", 4, 4, X)
                .record("any", 4, 4, X));
    assertThat(names.module()).isEqualTo("zlib");
    assertThat(names.record("struct string")).isEqualTo("string_2");
    assertThat(names.record("struct zlib")).isEqualTo("zlib_2");
    assertThat(names.record("struct end")).isEqualTo("end_");
    assertThat(names.record("any")).isEqualTo("any_2");
  }

  @Test
  void paths_of_members_become_readable_names() {
    TypeNames names =
        names(
            new IdlBuilder("M", LINUX)
                .record("struct outer.(1).u", 4, 4, X)
                .record("union outer.(1)", 4, 4, X));
    assertThat(names.record("struct outer.(1).u")).isEqualTo("outer_1_u");
    assertThat(names.record("union outer.(1)")).as("anonymous: flattened away").isEmpty();
  }
}
