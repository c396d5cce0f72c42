struct node { int value; struct node *next; struct tree *owner; };
struct tree { struct node *root; struct node *(*find)(struct tree *, int); };
