extern __thread int per_thread;
extern _Thread_local int also;
extern int shared;
