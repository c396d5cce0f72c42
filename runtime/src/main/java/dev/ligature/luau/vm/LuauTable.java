package dev.ligature.luau.vm;

import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * A table. Values under 1, 2, … live in an array part, unboxed as long as all of them are numbers;
 * fields live in slots whose layout is a {@link Shape} shared between tables, or, once there are
 * many fields or other keys, a hash of the table's own.
 *
 * <pre>
 *   array part   doubles[0..doubleCount)   or   objects[0..objectCount), null = nil; never both
 *   hash part    keys[slot]   vals[slot] == NumberTag.NUMBER ? nums[slot] : vals[slot]
 *                shape != null: keys is the shape's array, slots in order of assignment
 *                shape == null: keys is open addressing with linear probing, the table's own
 * </pre>
 *
 * The last element of the array part is never nil, so its count is always a border. A key stays in
 * its slot as long as the {@link #keys} array is the same object, also when its value becomes nil:
 * so {@link #next} survives assignments to existing fields, and compiled code may remember (keys,
 * slot) pairs.
 *
 * <p>The fields are public for compiled code alone.
 */
public final class LuauTable {
  private static final Object NUMBER = NumberTag.NUMBER;
  private static final double[] NO_DOUBLES = {};
  private static final Object[] NO_OBJECTS = {};

  /** Iteration positions from here on are slots of the hash part. */
  private static final int HASH_POSITION = 1 << 30;

  /** The largest number of elements of the array part. */
  private static final int MAX_ARRAY = 1 << 27;

  /** Keys of the hash part by slot; null where a slot is free. */
  public Object[] keys = Shape.EMPTY.keys;

  /** Values of the hash part by slot; {@link NumberTag#NUMBER} where {@link #nums} has it. */
  public Object[] vals = NO_OBJECTS;

  /** Numbers of the hash part by slot. */
  public double[] nums = NO_DOUBLES;

  /** The array part while all its elements are numbers. */
  public double[] doubles = NO_DOUBLES;

  /** How many elements {@link #doubles} holds. */
  public int doubleCount;

  /** The array part otherwise. */
  public Object[] objects = NO_OBJECTS;

  /** How many elements {@link #objects} holds. */
  public int objectCount;

  /** The metatable, null if there is none. */
  public LuauTable metatable;

  /** Whether the table is frozen. */
  public boolean readonly;

  private Shape shape = Shape.EMPTY;
  private int reserved;
  private int used;
  private int numberKeys;
  private Metamethods metamethods;
  private boolean weakKeys;
  private boolean weakValues;

  /** Makes an empty table. */
  public LuauTable() {}

  /** Makes an empty table with room for a number of array elements and fields. */
  public LuauTable(int arraySize, int fields) {
    if (arraySize > 0) {
      reserveArray(arraySize);
    }
    if (fields > Shape.MAX_FIELDS) {
      toHash(fields);
    } else if (fields > 0) {
      vals = new Object[fields];
    }
  }

  /** {@return a table with the fields of {@code model}, their values nil} */
  public static LuauTable ofShape(LuauTable model, int arraySize) {
    LuauTable table = new LuauTable();
    table.keys = model.keys;
    table.shape = model.shape;
    table.vals = new Object[model.keys.length];
    if (arraySize > 0) {
      table.reserveArray(arraySize);
    }
    return table;
  }

  /** Stores an element of a constructor; elements before it that are nil leave holes. */
  public void initialise(int index, Object value) {
    if (value == null) {
      return;
    }
    int n = length();
    if (index <= n + 1 || !cacheable()) {
      set(index, value);
      return;
    }
    toObjects();
    doubles = NO_DOUBLES;
    if (index > objects.length) {
      objects = Arrays.copyOf(objects, Math.max(index, grown(n)));
    }
    objects[index - 1] = value;
    objectCount = index;
  }

  /** Stores all results of the last expression of a constructor. */
  public void initialiseRest(int first, Object results) {
    if (results instanceof Object[] several) {
      for (int i = 0; i < several.length; i++) {
        initialise(first + i, several[i]);
      }
    } else {
      initialise(first, results);
    }
  }

  /** Stores a field of a constructor in its slot. */
  public void initialiseField(int slot, Object value) {
    put(slot, value);
  }

  /** Stores a field of a constructor in its slot. */
  public void initialiseField(int slot, double value) {
    putNumber(slot, value);
  }

  // ---- metatable ----

  /** {@return the metamethods that this table has when it is a metatable} */
  public Metamethods metamethods() {
    Metamethods m = metamethods;
    if (m == null) {
      m = new Metamethods(this);
      metamethods = m;
    }
    return m;
  }

  /** {@return a metamethod of this table's metatable, nil if it has none} */
  public Object metamethod(Metamethod which) {
    LuauTable meta = metatable;
    return meta == null ? null : meta.metamethods().get(which);
  }

  /** Sets or, with null, removes the metatable; its {@code __mode} is read now. */
  public void setMetatable(LuauTable meta) {
    metatable = meta;
    Object mode = meta == null ? null : meta.metamethods().get(Metamethod.MODE);
    if (mode instanceof LuauString text) {
      String letters = text.toString();
      setWeak(letters.indexOf('k') >= 0, letters.indexOf('v') >= 0);
    } else if (weakKeys || weakValues) {
      setWeak(false, false);
    }
  }

  // ---- reading ----

  /** {@return the value under a key, without metamethods} */
  public Object get(Object key) {
    if (key instanceof LuauString s) {
      return get(s);
    }
    if (key instanceof Double d) {
      return get(d.doubleValue());
    }
    return key == null ? null : value(slotOf(key));
  }

  /** {@return the value of a field, without metamethods} */
  public Object get(LuauString key) {
    Shape s = shape;
    return value(s != null ? s.slotOf(key) : slotOfString(key));
  }

  /** {@return the value under a number, without metamethods} */
  public Object get(double key) {
    int i = (int) key;
    return i == key ? get(i) : numberKeys == 0 ? null : value(slotOfNumber(key));
  }

  /** {@return the value under an integer, without metamethods} */
  public Object get(int key) {
    int at = key - 1;
    if (at >= 0) {
      if (at < doubleCount) {
        return doubles[at];
      }
      if (at < objectCount) {
        return objects[at];
      }
    }
    return numberKeys == 0 ? null : value(slotOfNumber(key));
  }

  /** {@return the border {@code #t}, without metamethods} */
  public int length() {
    int n = doubleCount + objectCount;
    if (n == 0 && numberKeys > 0 && !cacheable()) {
      while (get(n + 1) != null) {
        n++;
      }
    }
    return n;
  }

  private Object value(int slot) {
    if (slot < 0) {
      return null;
    }
    Object v = vals[slot];
    if (v == NUMBER) {
      return nums[slot];
    }
    return v instanceof WeakReference<?> weak ? weak.get() : v;
  }

  /** {@return the slot of a field, -1 if there is none; for compiled code} */
  int slot(LuauString key) {
    Shape s = shape;
    return s != null ? s.slotOf(key) : slotOfString(key);
  }

  /** {@return an identity that changes when fields make the hash part larger} */
  public Object layout() {
    return keys;
  }

  /** {@return whether {@link #keys} never changes: a field absent from it stays absent} */
  boolean sharesShape() {
    return shape != null;
  }

  /** {@return whether compiled code may remember slots of this table} */
  boolean cacheable() {
    return !weakKeys && !weakValues;
  }

  private int slotOf(Object key) {
    if (shape != null) {
      return -1;
    }
    if (key instanceof LuauString s) {
      return slotOfString(s);
    }
    Object[] k = keys;
    int mask = k.length - 1;
    int at = hash(key) & mask;
    for (Object candidate; (candidate = k[at]) != null; at = (at + 1) & mask) {
      if (candidate == key || equalKeys(candidate, key)) {
        return at;
      }
    }
    return -1;
  }

  private int slotOfString(LuauString key) {
    Object[] k = keys;
    int mask = k.length - 1;
    int at = key.hashCode() & mask;
    for (Object candidate; (candidate = k[at]) != null; at = (at + 1) & mask) {
      if (candidate == key || candidate instanceof LuauString s && s.same(key)) {
        return at;
      }
    }
    return -1;
  }

  private int slotOfNumber(double key) {
    if (shape != null) {
      return -1;
    }
    Object[] k = keys;
    int mask = k.length - 1;
    int at = hash(key) & mask;
    for (Object candidate; (candidate = k[at]) != null; at = (at + 1) & mask) {
      if (candidate instanceof Double d && d == key) {
        return at;
      }
    }
    return -1;
  }

  private static int hash(double key) {
    // The mantissas of small integers have all their bits at the top, which so reach the bottom.
    long bits = Double.doubleToRawLongBits(key);
    int h = (int) (bits >>> 32 ^ bits) * 0x9E3779B9;
    return h ^ h >>> 16;
  }

  private static int hash(Object key) {
    if (key instanceof LuauString s) {
      return s.hashCode();
    }
    if (key instanceof Double d) {
      return hash(d.doubleValue());
    }
    if (key instanceof WeakKey weak) {
      return weak.hash;
    }
    int h =
        key instanceof LuauVector
                || key instanceof Long
                || key instanceof Boolean
                || key instanceof LuauUserdata
            ? key.hashCode()
            : System.identityHashCode(key);
    h *= 0x9E3779B9;
    return h ^ (h >>> 15);
  }

  private static boolean equalKeys(Object a, Object b) {
    return switch (a) {
      case Double d -> b instanceof Double e && d.doubleValue() == e.doubleValue();
      case Long l -> l.equals(b);
      case Boolean x -> x.equals(b);
      case LuauVector v -> v.equals(b);
      case LuauUserdata u -> u.equals(b);
      case WeakKey weak -> weak.refersTo(b);
      default -> false;
    };
  }

  // ---- writing ----

  /**
   * Assigns without metamethods.
   *
   * @throws LuauError if the table is frozen or the key is nil or NaN
   */
  public void set(Object key, Object value) {
    if (key instanceof LuauString s) {
      set(s, value);
    } else if (key instanceof Double d) {
      set(d.doubleValue(), value);
    } else {
      checkWritable();
      if (key == null) {
        throw LuauError.runtime("table index is nil");
      }
      if (key instanceof LuauVector v && (v.x != v.x || v.y != v.y || v.z != v.z)) {
        throw LuauError.runtime("table index contains NaN");
      }
      setHash(key, value);
    }
  }

  /** Assigns a field without metamethods; the table may leave its shape. */
  public void set(LuauString key, Object value) {
    checkWritable();
    if (metamethods != null && key.maybeMetamethod()) {
      metamethods = null;
    }
    Shape s = shape;
    if (s == null) {
      setHash(key, value);
      return;
    }
    int slot = s.slotOf(key);
    if (slot >= 0) {
      put(slot, value);
    } else if (value != null) {
      Shape next = s.keys.length < 8 ? s.known(key) : null;
      if (next != null) {
        extend(next, value);
      } else {
        toHash(s.keys.length + 1);
        setHash(key, value);
      }
    }
  }

  /** Assigns a field whose name stands in the source: new ones extend the shape. */
  public void setNamed(LuauString key, Object value) {
    Shape s = shape;
    if (s == null
        || readonly
        || metamethods != null
        || value == null
        || s.keys.length >= Shape.MAX_FIELDS
        || s.slotOf(key) >= 0) {
      set(key, value);
    } else {
      extend(s.with(key), value);
    }
  }

  /** Assigns under a number without metamethods. */
  public void set(double key, Object value) {
    int i = (int) key;
    if (i == key) {
      set(i, value);
    } else {
      checkWritable();
      if (key != key) {
        throw LuauError.runtime("table index is NaN");
      }
      setHash(key, value);
    }
  }

  /** Assigns under an integer without metamethods. */
  public void set(int key, Object value) {
    checkWritable();
    int at = key - 1;
    if (at >= 0 && at < objectCount) {
      objects[at] = value;
      if (value == null && at == objectCount - 1) {
        trim();
      }
    } else if (at >= 0 && at < doubleCount) {
      if (value instanceof Double d) {
        doubles[at] = d;
      } else if (value == null && at == doubleCount - 1) {
        doubleCount--;
      } else {
        toObjects();
        set(key, value);
      }
    } else if (at == doubleCount + objectCount
        && value != null
        && at < MAX_ARRAY
        && !(weakKeys || weakValues)) {
      append(value);
    } else if (at >= 0 && at < reserved && value != null) {
      initialise(key, value);
    } else {
      setHash((Double) (double) key, value);
    }
  }

  /** Assigns a number under an integer without metamethods. */
  public void set(int key, double value) {
    int at = key - 1;
    if (at >= 0 && at <= doubleCount && objectCount == 0 && !readonly && !weakValues) {
      if (at < doubleCount) {
        doubles[at] = value;
        return;
      }
      if (at < doubles.length && numberKeys == 0) {
        doubles[at] = value;
        doubleCount++;
        return;
      }
    }
    set(key, (Object) value);
  }

  /** Fails if the table is frozen. */
  public void checkWritable() {
    if (readonly) {
      throw LuauError.runtime("attempt to modify a readonly table");
    }
  }

  private void put(int slot, Object value) {
    if (value instanceof Double d) {
      putNumber(slot, d);
    } else {
      vals[slot] = weakValues ? weakValue(value) : value;
    }
  }

  /** Stores a number in a slot of the hash part; for compiled code. */
  void putNumber(int slot, double value) {
    if (vals[slot] != NUMBER) {
      vals[slot] = NUMBER;
    }
    if (nums.length <= slot) {
      nums = Arrays.copyOf(nums, vals.length);
    }
    nums[slot] = value;
  }

  Shape shape() {
    return shape;
  }

  /** Adds a field if the table has the shape that this place met last; {@return whether}. */
  boolean extend(Shape from, Shape to, Object value) {
    if (shape != from || readonly || metamethods != null) {
      return false;
    }
    extend(to, value);
    return true;
  }

  private void extend(Shape next, Object value) {
    int slot = next.keys.length - 1;
    if (slot >= vals.length) {
      vals = Arrays.copyOf(vals, slot < 4 ? 4 : slot * 2);
    }
    shape = next;
    keys = next.keys;
    put(slot, value);
  }

  private void append(Object value) {
    int n = doubleCount + objectCount;
    if (objectCount == 0 && value instanceof Double d && (n > 0 || objects.length == 0)) {
      if (n == doubles.length) {
        doubles = Arrays.copyOf(doubles, grown(n));
      }
      doubles[n] = d;
      doubleCount = n + 1;
    } else {
      if (doubleCount > 0) {
        toObjects();
      }
      if (n == objects.length) {
        if (n >= 64 && mostlyNil()) {
          spill();
          setHash((Double) (double) (n + 1), value);
          return;
        }
        objects = Arrays.copyOf(objects, grown(n));
      }
      objects[n] = value;
      objectCount = n + 1;
    }
    if (numberKeys > 0) {
      absorb();
    }
  }

  private static int grown(int n) {
    return n < 4 ? 4 : n * 2;
  }

  private boolean mostlyNil() {
    int present = 0;
    for (int i = 0; i < objectCount; i++) {
      if (objects[i] != null) {
        present++;
      }
    }
    return present < objectCount / 2;
  }

  /** Moves the elements of a sparse array part to the hash part. */
  private void spill() {
    Object[] old = objects;
    int n = objectCount;
    objects = NO_OBJECTS;
    objectCount = 0;
    for (int i = 0; i < n; i++) {
      if (old[i] != null) {
        setHash((Double) (double) (i + 1), old[i]);
      }
    }
  }

  /** Moves the elements that follow the array part from the hash part to it. */
  private void absorb() {
    while (numberKeys > 0) {
      int n = length();
      int slot = slotOfNumber(n + 1);
      Object value = value(slot);
      if (value == null) {
        return;
      }
      vals[slot] = null;
      if (value instanceof Double d && objectCount == 0) {
        if (n == doubles.length) {
          doubles = Arrays.copyOf(doubles, grown(n));
        }
        doubles[n] = d;
        doubleCount++;
      } else {
        toObjects();
        if (n == objects.length) {
          objects = Arrays.copyOf(objects, grown(n));
        }
        objects[n] = value;
        objectCount++;
      }
    }
  }

  private void trim() {
    int n = objectCount;
    while (n > 0 && objects[n - 1] == null) {
      n--;
    }
    objectCount = n;
  }

  /** Boxes the array part. */
  private void toObjects() {
    int n = doubleCount;
    if (n == 0) {
      return;
    }
    Object[] boxed = new Object[Math.max(doubles.length, n)];
    for (int i = 0; i < n; i++) {
      boxed[i] = doubles[i];
    }
    objects = boxed;
    objectCount = n;
    doubles = NO_DOUBLES;
    doubleCount = 0;
  }

  /** Makes room for {@code size} array elements of a kind not known yet. */
  public void reserveArray(int size) {
    reserved = Math.max(reserved, size);
    if (objectCount > 0) {
      if (size > objects.length) {
        objects = Arrays.copyOf(objects, size);
      }
    } else if (size > doubles.length) {
      doubles = Arrays.copyOf(doubles, size);
    }
  }

  /** Makes room for {@code size} array elements that are no numbers. */
  public void reserveObjects(int size) {
    if (doubleCount > 0) {
      toObjects();
    }
    doubles = NO_DOUBLES;
    reserved = Math.max(reserved, size);
    if (size > objects.length) {
      objects = Arrays.copyOf(objects, size);
    }
  }

  /** Appends values to the array part, nils included, as constructors and {@code table.pack} do. */
  public void setList(int first, Object[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      Object value = values[i];
      if (value != null) {
        set(first + i - from, value);
      }
    }
  }

  /** Moves the elements from {@code position} on up by one and puts a value there. */
  public void insert(int position, Object value) {
    checkWritable();
    int n = length();
    if (position == n + 1 || position < 1 || position > n || value == null || numberKeys > 0) {
      for (int i = n; i >= position; i--) {
        set(i + 1, get(i));
      }
      set(position, value);
      return;
    }
    if (objectCount == 0 && value instanceof Double d) {
      if (n == doubles.length) {
        doubles = Arrays.copyOf(doubles, grown(n));
      }
      System.arraycopy(doubles, position - 1, doubles, position, n - position + 1);
      doubles[position - 1] = d;
      doubleCount++;
    } else {
      toObjects();
      if (n == objects.length) {
        objects = Arrays.copyOf(objects, grown(n));
      }
      System.arraycopy(objects, position - 1, objects, position, n - position + 1);
      objects[position - 1] = value;
      objectCount++;
    }
  }

  /** {@return the element at {@code position}, removed, with those above it moved down by one} */
  public Object remove(int position) {
    checkWritable();
    int n = length();
    if (position < 1 || position > n) {
      return null;
    }
    Object value = get(position);
    if (doubleCount > 0) {
      System.arraycopy(doubles, position, doubles, position - 1, n - position);
      doubleCount--;
    } else {
      System.arraycopy(objects, position, objects, position - 1, n - position);
      objects[n - 1] = null;
      objectCount--;
      trim();
    }
    return value;
  }

  // ---- hash part ----

  private void toHash(int fields) {
    Object[] oldKeys = keys;
    Object[] oldVals = vals;
    double[] oldNums = nums;
    allocate(Math.max(4, fields));
    shape = null;
    copy(oldKeys, oldVals, oldNums);
  }

  private void allocate(int fields) {
    int capacity = Integer.highestOneBit(Math.max(4, fields + fields / 2)) * 2;
    keys = new Object[capacity];
    vals = new Object[capacity];
    nums = NO_DOUBLES;
    used = 0;
  }

  private void copy(Object[] oldKeys, Object[] oldVals, double[] oldNums) {
    for (int i = 0; i < oldKeys.length; i++) {
      Object key = oldKeys[i];
      Object val = oldVals.length > i ? oldVals[i] : null;
      if (key == null || val == null || dead(key, val)) {
        if (key instanceof Double) {
          numberKeys--;
        }
        continue;
      }
      int slot = insertKey(key);
      if (val == NUMBER) {
        putNumber(slot, oldNums[i]);
      } else {
        vals[slot] = val;
      }
    }
  }

  private static boolean dead(Object key, Object val) {
    return key instanceof WeakKey weak && weak.refersTo(null)
        || val instanceof WeakReference<?> reference && reference.refersTo(null);
  }

  private int insertKey(Object key) {
    Object[] k = keys;
    int mask = k.length - 1;
    int at = hash(key) & mask;
    while (k[at] != null) {
      at = (at + 1) & mask;
    }
    k[at] = key;
    used++;
    return at;
  }

  private void setHash(Object key, Object value) {
    if (shape != null) {
      if (value == null) {
        return;
      }
      toHash(shape.keys.length + 1);
    }
    int slot = slotOf(key);
    if (slot >= 0) {
      put(slot, value);
      return;
    }
    if (value == null) {
      return;
    }
    if ((used + 1) * 4 > keys.length * 3) {
      rehash(key, value);
      return;
    }
    if (key instanceof Double) {
      numberKeys++;
    }
    put(insertKey(weakKeys ? weakKey(key) : key), value);
  }

  /** Grows the hash part, or moves number keys to the array part where at least half is used. */
  private void rehash(Object key, Object value) {
    Object[] oldKeys = keys;
    Object[] oldVals = vals;
    double[] oldNums = nums;
    if (numberKeys > 0 && key instanceof Double && !weakKeys && !weakValues) {
      int size = arraySize(key);
      if (size > length()) {
        numberKeys = growArray(size);
        set(((Double) key).doubleValue(), value);
        return;
      }
    }
    int live = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldVals[i] != null) {
        live++;
      }
    }
    allocate(live + 1);
    copy(oldKeys, oldVals, oldNums);
    if (key instanceof Double) {
      numberKeys++;
    }
    put(insertKey(weakKeys ? weakKey(key) : key), value);
  }

  /** {@return the largest n such that more than n/2 of the keys 1 to n are present} */
  private int arraySize(Object extra) {
    int[] counts = new int[32];
    int total = count(extra, counts);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] instanceof Double && vals[i] != null) {
        total += count(keys[i], counts);
      }
    }
    for (int i = 1; i <= length(); i++) {
      if (get(i) != null) {
        counts[32 - Integer.numberOfLeadingZeros(i - 1)]++;
        total++;
      }
    }
    int size = 0;
    int sum = 0;
    for (int i = 0, power = 1; i < 27 && total > power / 2; i++, power *= 2) {
      sum += counts[i];
      if (sum > power / 2) {
        size = power;
      }
    }
    return size;
  }

  private static int count(Object key, int[] counts) {
    double d = (Double) key;
    int i = (int) d;
    if (i == d && i > 0 && i <= MAX_ARRAY) {
      counts[32 - Integer.numberOfLeadingZeros(i - 1)]++;
      return 1;
    }
    return 0;
  }

  /** {@return how many number keys stay in the hash part} */
  private int growArray(int size) {
    Object[] oldKeys = keys;
    Object[] oldVals = vals;
    double[] oldNums = nums;
    toObjects();
    doubles = NO_DOUBLES;
    objects = Arrays.copyOf(objects, size);
    int others = 0;
    int last = objectCount;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldVals[i] == null) {
        continue;
      }
      if (oldKeys[i] instanceof Double d && d >= 1 && d <= size && d == d.intValue()) {
        objects[d.intValue() - 1] = oldVals[i] == NUMBER ? (Object) oldNums[i] : oldVals[i];
        last = Math.max(last, d.intValue());
        oldVals[i] = null;
      } else {
        others++;
      }
    }
    objectCount = last;
    allocate(others + 1);
    int numbers = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldVals[i] != null) {
        int slot = insertKey(oldKeys[i]);
        if (oldVals[i] == NUMBER) {
          putNumber(slot, oldNums[i]);
        } else {
          vals[slot] = oldVals[i];
        }
        if (oldKeys[i] instanceof Double) {
          numbers++;
        }
      }
    }
    return numbers;
  }

  // ---- weak tables ----

  private static final class WeakKey extends WeakReference<Object> {
    final int hash;

    WeakKey(Object key) {
      super(key);
      hash = hash(key);
    }
  }

  private static boolean collectable(Object value) {
    return value instanceof LuauTable
        || value instanceof LuauFunction
        || value instanceof LuauUserdata
        || value instanceof LuauCoroutine
        || value instanceof LuauBuffer;
  }

  private static Object weakKey(Object key) {
    return collectable(key) ? new WeakKey(key) : key;
  }

  private static Object weakValue(Object value) {
    return collectable(value) ? new WeakReference<>(value) : value;
  }

  private void setWeak(boolean keysWeak, boolean valuesWeak) {
    if (keysWeak == weakKeys && valuesWeak == weakValues) {
      return;
    }
    LuauTable all = new LuauTable();
    for (int p = next(0); p != 0; p = next(p)) {
      all.set(keyAt(p), valueAt(p));
    }
    doubles = NO_DOUBLES;
    doubleCount = 0;
    objects = NO_OBJECTS;
    objectCount = 0;
    numberKeys = 0;
    weakKeys = keysWeak;
    weakValues = valuesWeak;
    allocate(4);
    shape = null;
    boolean frozen = readonly;
    readonly = false;
    for (int p = all.next(0); p != 0; p = all.next(p)) {
      set(all.keyAt(p), all.valueAt(p));
    }
    readonly = frozen;
  }

  // ---- traversal ----

  /**
   * {@return the position behind {@code position} that holds a value, 0 at the end}; traversal
   * begins with 0. Positions stay valid while existing fields are assigned or cleared.
   */
  public int next(int position) {
    int p = position;
    if (p < HASH_POSITION) {
      int n = doubleCount;
      if (p < n) {
        return p + 1;
      }
      n = objectCount;
      while (p < n) {
        if (objects[p++] != null) {
          return p;
        }
      }
      p = HASH_POSITION;
    }
    Object[] k = keys;
    Object[] v = vals;
    if (shape != null) {
      if (k.length == 0) {
        return 0;
      }
      int[] order = shape.order();
      for (int i = p - HASH_POSITION; i < order.length; i++) {
        if (v[order[i]] != null) {
          return HASH_POSITION + i + 1;
        }
      }
      return 0;
    }
    for (int slot = p - HASH_POSITION; slot < k.length; slot++) {
      if (v[slot] != null && k[slot] != null && !dead(k[slot], v[slot])) {
        return HASH_POSITION + slot + 1;
      }
    }
    return 0;
  }

  /** {@return the key at a position which {@link #next(int)} gave} */
  public Object keyAt(int position) {
    if (position <= HASH_POSITION) {
      return (double) position;
    }
    Object key = keys[slotAt(position)];
    return key instanceof WeakKey weak ? weak.get() : key;
  }

  /** {@return the value at a position which {@link #next(int)} gave; nil if cleared since} */
  public Object valueAt(int position) {
    return position <= HASH_POSITION ? get(position) : value(slotAt(position));
  }

  private int slotAt(int position) {
    int at = position - HASH_POSITION - 1;
    return shape == null ? at : shape.order()[at];
  }

  /**
   * {@return the position of a key for {@link #next(int)}}; 0 for nil.
   *
   * @throws LuauError if the table has no such key
   */
  public int positionOf(Object key) {
    if (key == null) {
      return 0;
    }
    if (key instanceof Double d) {
      int i = d.intValue();
      if (i == d && i > 0 && (i <= length() || i <= Math.max(doubles.length, objects.length))) {
        return i;
      }
    }
    int slot = shape != null ? key instanceof LuauString s ? shape.slotOf(s) : -1 : slotOf(key);
    if (slot < 0) {
      throw LuauError.runtime("invalid key to 'next'");
    }
    if (shape != null) {
      int[] order = shape.order();
      for (int i = 0; i < order.length; i++) {
        if (order[i] == slot) {
          return HASH_POSITION + i + 1;
        }
      }
    }
    return HASH_POSITION + slot + 1;
  }

  // ---- whole tables ----

  /** Removes all entries and keeps the room, as {@code table.clear}. */
  public void clear() {
    checkWritable();
    metamethods = null;
    reserved = Math.max(reserved, Math.max(doubles.length, objects.length));
    reserved = Math.max(reserved, doubleCount + objectCount);
    doubleCount = 0;
    Arrays.fill(objects, 0, objectCount, null);
    objectCount = 0;
    numberKeys = 0;
    if (shape == null) {
      keys = new Object[keys.length];
      used = 0;
    }
    Arrays.fill(vals, null);
  }

  /** {@return a copy of the entries with the same metatable, not frozen} */
  public LuauTable copy() {
    LuauTable copy = new LuauTable();
    copy.keys = shape != null ? keys : keys.clone();
    copy.vals = vals.clone();
    copy.nums = nums.clone();
    copy.doubles = doubleCount == 0 ? NO_DOUBLES : Arrays.copyOf(doubles, doubleCount);
    copy.doubleCount = doubleCount;
    copy.objects = objectCount == 0 ? NO_OBJECTS : Arrays.copyOf(objects, objectCount);
    copy.objectCount = objectCount;
    copy.metatable = metatable;
    copy.shape = shape;
    copy.used = used;
    copy.numberKeys = numberKeys;
    copy.weakKeys = weakKeys;
    copy.weakValues = weakValues;
    return copy;
  }
}
