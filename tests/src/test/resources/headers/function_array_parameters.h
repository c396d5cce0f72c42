int sum(const int values[], int count);
int matrix(double m[4][4]);
int fixed(char name[16]);
int minimum(int values[static 4]);
