struct grid { int cells[3][5]; const char *names[4]; char (*rows)[8]; double (*table)[2][3]; void *many[2][2]; };
