int größe(int länge);
struct naïve { int été; };
