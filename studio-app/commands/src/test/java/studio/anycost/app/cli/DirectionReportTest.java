package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;

class DirectionReportTest {
  private static FoundDirection direction(String name, float... normal) {
    return FoundDirection.of(new Boundary(name, normal, 1));
  }

  @Test
  void saysWhichDirectionsPointTheOtherWay() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new DirectionReport(
            List.of(
                direction("Bald", 1, 0, 0),
                direction("Young", -0.6f, 0.8f, 0),
                direction("Hat", 0, 0.8f, 0.6f)))
        .print(out);
    out.flush();

    assertThat(text.toString().lines())
        .satisfiesExactly(
            head -> assertThat(head).endsWith("  most alike or opposite"),
            bald -> assertThat(bald).endsWith("  Young (127 degrees, the other way)"),
            young -> assertThat(young).endsWith("  Hat (50 degrees)"),
            hat -> assertThat(hat).endsWith("  Young (50 degrees)"));
  }
}
