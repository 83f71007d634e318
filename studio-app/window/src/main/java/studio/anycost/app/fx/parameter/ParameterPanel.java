package studio.anycost.app.fx.parameter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.FoldMemory;

/**
 * The generated controls of a schema, gathered by group. A group called "Advanced" starts
 * collapsed. JavaFX thread only.
 */
public final class ParameterPanel {
  private static final String ADVANCED = "Advanced";

  /** From so many rows on, a person chooses which are shown. */
  private static final int MANY = 8;

  private final Consumer<ParameterChange> changes;
  private final List<ParameterRow<?>> rows = new ArrayList<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Label nothing = new Label();
  private final VBox node = new VBox();
  private final RowBar bar;
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private ParameterValues values;
  private String query = "";
  private boolean extended;

  /**
   * @param id prefix of the ids of all nodes: a parameter's slider is {@code id-KEY-slider}, its
   *     field {@code id-KEY-value}, with dots replaced by underscores
   * @param changes takes every change that the person makes
   */
  public ParameterPanel(
      String id,
      ParameterSchema schema,
      ParameterFileChooser chooser,
      Consumer<ParameterChange> changes) {
    this(id, schema, chooser, FoldMemory.NONE, changes);
  }

  /**
   * The same, whose groups are as the person left them.
   *
   * @param folds by the ids of the groups, {@code id-group-NAME}
   */
  public ParameterPanel(
      String id,
      ParameterSchema schema,
      ParameterFileChooser chooser,
      FoldMemory folds,
      Consumer<ParameterChange> changes) {
    this.changes = changes;
    this.values = schema.defaults();
    node.getStyleClass().add("parameter-panel");
    for (Parameter<?> parameter : schema.parameters()) {
      String rowId = id + "-" + parameter.key().replace('.', '_');
      ParameterRow<?>[] self = new ParameterRow<?>[1];
      self[0] =
          ParameterRow.of(
              parameter, rowId, chooser, (which, value, gesture) -> set(self[0], value, gesture));
      rows.add(self[0]);
      self[0].problemProperty().addListener(observable -> findProblem());
      groups
          .computeIfAbsent(parameter.info().group(), name -> new Group(name, id))
          .rows
          .add(self[0]);
    }
    boolean rated = rows.stream().anyMatch(row -> row.rating().isPresent());
    boolean extendable = rows.stream().anyMatch(ParameterRow::canExtend);
    bar = new RowBar(id, rated, extendable, rows.size() >= MANY, folds, this::arrange);
    if (!bar.isEmpty()) {
      node.getChildren().add(bar.node());
    }
    extend();
    groups.values().forEach(group -> node.getChildren().add(group.build(folds)));
    nothing.setId(id + "-nothing");
    nothing.getStyleClass().add("muted");
    nothing.managedProperty().bind(nothing.visibleProperty());
    nothing.setVisible(false);
    node.getChildren().add(nothing);
  }

  public VBox node() {
    return node;
  }

  /** The points among the parameters, to be shown on the picture. */
  public List<PicturePoint> points() {
    return rows.stream().flatMap(row -> row.point().stream()).toList();
  }

  /** What is wrong in a field, the first of several; empty if all that stands there is taken. */
  public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Number of parameters. */
  public int size() {
    return rows.size();
  }

  /** Shows values that changed elsewhere, without reporting them. */
  public void show(ParameterValues next) {
    if (!next.equals(values)) {
      values = next;
      rows.forEach(row -> row.show(next));
      if (bar.onlyChanged()) { // what the person moves stays under the hand
        arrange();
      }
    }
  }

  /** Shows only parameters whose label matches; an empty query shows all. */
  public void filter(String words) {
    query = words;
    arrange();
  }

  private void findProblem() {
    problem.set(rows.stream().flatMap(row -> row.problemProperty().get().stream()).findFirst());
  }

  private void extend() {
    if (extended != bar.extended()) {
      extended = bar.extended();
      rows.forEach(row -> row.extend(extended));
    }
  }

  private void arrange() {
    extend();
    boolean any = false;
    List<ParameterRow<?>> hidden =
        rows.stream().filter(row -> bar.hides(row) && !row.isChanged(values)).toList();
    List<ParameterRow<?>> missed =
        query.isBlank() ? hidden : hidden.stream().filter(row -> row.matches(query)).toList();
    bar.showHidden(missed);
    for (Group group : groups.values()) {
      group.sort(bar.bestFirst());
      any |=
          group.filter(
              query, row -> hidden.contains(row) || bar.onlyChanged() && !row.isChanged(values));
    }
    // That some are hidden stands above.
    nothing.setText(
        bar.onlyChanged() && query.isBlank() ? "Nothing is changed" : "Nothing by that name");
    nothing.setVisible(!any && !rows.isEmpty() && missed.isEmpty());
  }

  private void set(ParameterRow<?> row, Object value, Gesture gesture) {
    try {
      values = values.with(row.parameter().key(), value);
    } catch (ParameterException e) {
      throw new IllegalStateException("A control offered a value that its parameter refuses.", e);
    }
    row.mark(values);
    changes.accept(new ParameterChange(row.summary(values), values, gesture));
  }

  /** Rows under one heading. */
  private static final class Group {
    private final String name;
    private final String panelId;
    private final List<ParameterRow<?>> rows = new ArrayList<>();
    private final VBox box = new VBox();
    private TitledPane pane;
    private boolean unfolded;
    private boolean searching;

    Group(String name, String panelId) {
      this.name = name;
      this.panelId = panelId;
    }

    Node build(FoldMemory folds) {
      box.getStyleClass().add("parameter-rows");
      rows.forEach(row -> box.getChildren().add(row.node()));
      if (name.isBlank()) {
        box.managedProperty().bind(box.visibleProperty());
        return box;
      }
      pane = Fold.of(panelId + "-group-" + name.replaceAll("[^A-Za-z0-9]", "_"), name, box);
      unfolded = folds.isUnfolded(pane.getId(), !name.equalsIgnoreCase(ADVANCED));
      pane.setExpanded(unfolded);
      pane.expandedProperty()
          .addListener(
              (observable, old, now) -> {
                if (!searching) {
                  unfolded = now;
                  folds.remember(pane.getId(), now);
                }
              });
      pane.managedProperty().bind(pane.visibleProperty());
      return pane;
    }

    /** Rows that are no sliders keep their places at the head; sliders nobody measured go last. */
    void sort(boolean bestFirst) {
      List<ParameterRow<?>> order = new ArrayList<>(rows);
      if (bestFirst) {
        order.sort(Comparator.comparingDouble(Group::place));
      }
      List<Node> nodes = order.stream().map(ParameterRow::node).toList();
      if (!box.getChildren().equals(nodes)) {
        box.getChildren().setAll(nodes);
      }
    }

    private static double place(ParameterRow<?> row) {
      boolean slider = row.parameter() instanceof NumberParameter;
      return slider ? -row.rating().map(Rating::value).orElse(-1.0) : -2;
    }

    /**
     * @param hidden rows that are not shown, even if they are looked for
     */
    boolean filter(String query, Predicate<ParameterRow<?>> hidden) {
      boolean any = false;
      for (ParameterRow<?> row : rows) {
        boolean shown = !hidden.test(row) && (query.isBlank() || row.matches(query));
        row.node().setVisible(shown);
        any |= shown;
      }
      if (pane == null) {
        box.setVisible(any);
      } else {
        // What is looked for is seen; as it was before once nobody looks any more.
        searching = true;
        pane.setVisible(any);
        pane.setExpanded(query.isBlank() ? unfolded : any);
        searching = !query.isBlank();
      }
      return any;
    }
  }
}
