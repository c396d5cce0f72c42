struct only_declared;
int uses(struct only_declared *p);
