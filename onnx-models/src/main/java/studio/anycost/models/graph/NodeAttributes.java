package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;

/** The attributes of one node by name. */
record NodeAttributes(NodeProto node) {
  Optional<AttributeProto> find(String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst();
  }

  long integer(String name, long otherwise) {
    return find(name).map(AttributeProto::getI).orElse(otherwise);
  }

  String text(String name) {
    return find(name).map(attribute -> attribute.getS().toStringUtf8()).orElse("");
  }

  /** The list; empty if there is none. */
  Optional<List<Long>> integers(String name) {
    return find(name).map(AttributeProto::getIntsList);
  }
}
