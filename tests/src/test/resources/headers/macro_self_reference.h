enum { VALUE_A = 1 };
#define VALUE_A VALUE_A
int twin(int);
#define twin twin
#define LOOP_A LOOP_B
#define LOOP_B LOOP_A
