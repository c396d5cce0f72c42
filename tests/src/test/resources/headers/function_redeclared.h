int again(int);
int again(int value);
extern int again(int value);
