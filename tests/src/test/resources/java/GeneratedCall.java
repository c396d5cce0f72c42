import java.util.function.IntUnaryOperator;

public final class GeneratedCall implements IntUnaryOperator {
  public GeneratedCall() {}

  @Override
  public int applyAsInt(int number) {
    return Absolute.abs(number);
  }
}
