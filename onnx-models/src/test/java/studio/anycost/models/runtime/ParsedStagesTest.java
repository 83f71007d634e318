package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedStagesTest {
  private final List<Integer> read = new ArrayList<>();

  private ModelProto read(int index) {
    read.add(index);
    return ModelProto.newBuilder().setProducerName("stage " + index).build();
  }

  private ParsedStages stages(int budget) {
    return new ParsedStages(this::read, budget * read(0).getSerializedSize());
  }

  @Test
  void nothingIsKeptForNobody() throws IOException {
    ParsedStages stages = stages(10);
    read.clear();
    stages.get(1);
    stages.get(1);
    assertThat(read).containsExactly(1, 1);
  }

  @Test
  void whatIsReadStaysUntilTheLastKeeperHasClosed() throws IOException {
    ParsedStages stages = stages(10);
    read.clear();
    KeptStages first = stages.keep();
    KeptStages second = stages.keep();
    assertThat(stages.get(1)).isSameAs(stages.get(1));
    assertThat(stages.get(2).getProducerName()).isEqualTo("stage 2");
    first.close();
    first.close();
    stages.get(1);
    assertThat(read).containsExactly(1, 2);
    second.close();
    stages.get(1);
    assertThat(read).containsExactly(1, 2, 1);
  }

  @Test
  void noMoreIsKeptThanTheBudgetAllows() throws IOException {
    ParsedStages stages = stages(2);
    read.clear();
    try (KeptStages kept = stages.keep()) {
      for (int round = 0; round < 2; round++) {
        for (int index = 1; index <= 3; index++) {
          stages.get(index);
        }
      }
      assertThat(read).containsExactly(1, 2, 3, 3);
      assertThat(kept).isNotNull();
    }
    stages.get(1);
    assertThat(read).hasSize(5);
  }

  @Test
  void theNextKeeperHasTheWholeBudget() throws IOException {
    ParsedStages stages = stages(1);
    stages.keep().close();
    try (KeptStages kept = stages.keep()) {
      stages.get(1);
      assertThat(kept).isNotNull();
    }
    try (KeptStages kept = stages.keep()) {
      assertThat(stages.get(2)).isSameAs(stages.get(2));
      assertThat(kept).isNotNull();
    }
  }
}
