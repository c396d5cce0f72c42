/* Stands for java.exe: prints its arguments one a line, ends with the code in FAKE_EXIT. */
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
  for (int i = 0; i < count; i++) {
    printf("[%s]\n", arguments[i]);
  }
  const char *code = getenv("FAKE_EXIT");
  return code ? atoi(code) : 0;
}
