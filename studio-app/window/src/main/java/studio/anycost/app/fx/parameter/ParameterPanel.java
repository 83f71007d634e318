package studio.anycost.app.fx.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.words.Texts;

/**
 * The generated controls of a schema, gathered by group: favourites first, and last, folded, those
 * that hardly do what they say. A group called "Advanced" starts folded, too. JavaFX thread only.
 */
public final class ParameterPanel {
  private static final String ADVANCED = "Advanced";

  /** From so many rows on, a person chooses which are shown. */
  private static final int MANY = 8;

  private final Consumer<ParameterChange> changes;
  private final RowMarks marks;
  private final List<ParameterRow<?>> rows = new ArrayList<>();
  private final ParameterGroup favourites;
  private final Map<String, ParameterGroup> groups = new LinkedHashMap<>();
  private final ParameterGroup weak;
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
    this(id, schema, chooser, SeedFaces.NONE, folds, RowMarks.NONE, changes);
  }

  /**
   * The same, whose seeds show their faces and whose rows can be marked.
   *
   * @param marks by the keys of the parameters
   */
  public ParameterPanel(
      String id,
      ParameterSchema schema,
      ParameterFileChooser chooser,
      SeedFaces faces,
      FoldMemory folds,
      RowMarks marks,
      Consumer<ParameterChange> changes) {
    this.changes = changes;
    this.marks = marks;
    this.values = schema.defaults();
    node.getStyleClass().add("parameter-panel");
    favourites =
        new ParameterGroup(
            id + "-favourites", Texts.of("parameter.parameterPanel.favourites"), true, folds);
    for (Parameter<?> parameter : schema.parameters()) {
      String rowId = id + "-" + parameter.key().replace('.', '_');
      ParameterRow<?>[] self = new ParameterRow<?>[1];
      self[0] =
          ParameterRow.of(
              parameter,
              rowId,
              chooser,
              faces,
              (which, value, gesture) -> set(self[0], value, gesture));
      rows.add(self[0]);
      self[0].problemProperty().addListener(observable -> findProblem());
      String group = parameter.info().group();
      groups.computeIfAbsent(
          group,
          name ->
              new ParameterGroup(
                  id + "-group-" + name.replaceAll("[^A-Za-z0-9]", "_"),
                  name,
                  !name.equalsIgnoreCase(ADVANCED),
                  folds));
    }
    boolean anyGood =
        rows.stream().anyMatch(row -> row.parameter() instanceof NumberParameter && !row.isWeak());
    weak =
        new ParameterGroup(
            id + "-more", Texts.of("parameter.parameterPanel.more"), !anyGood, folds);
    boolean rated = rows.stream().anyMatch(row -> row.rating().isPresent());
    boolean extendable = rows.stream().anyMatch(ParameterRow::canExtend);
    bar = new RowBar(id, rated, extendable, rows.size() >= MANY, folds, this::arrange);
    if (!bar.isEmpty()) {
      node.getChildren().add(bar.node());
    }
    node.getChildren().add(favourites.node());
    groups.values().forEach(group -> node.getChildren().add(group.node()));
    node.getChildren().add(weak.node());
    nothing.setId(id + "-nothing");
    nothing.getStyleClass().add("muted");
    nothing.managedProperty().bind(nothing.visibleProperty());
    node.getChildren().add(nothing);
    if (marks.areOffered()) {
      rows.forEach(row -> row.offer(marks, this::arrange));
    }
    rows.forEach(row -> row.showAmong(values));
    arrange();
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

  /** Ends what was begun in the panel and goes on elsewhere: nobody sees the panel any more. */
  public void close() {
    rows.forEach(ParameterRow::close);
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
      nameWeak();
      if (bar.onlyChanged()) { // what the person moves stays under the hand
        arrange();
      }
    }
  }

  /** Shows marks that changed elsewhere, for instance because they are those of another model. */
  public void showMarks() {
    rows.forEach(ParameterRow::showMarks);
    arrange();
  }

  /** Shows only parameters whose label matches; an empty query shows all. */
  public void filter(String words) {
    query = words;
    arrange();
  }

  /**
   * The control of a parameter that the keyboard goes to, once only what is changed is no longer
   * asked for if that hides it; it may stand in a part that is folded.
   *
   * @return empty if there is no such parameter
   */
  public Optional<Node> hand(String key) {
    Optional<ParameterRow<?>> found =
        rows.stream().filter(row -> row.parameter().key().equals(key)).findFirst();
    if (found.filter(row -> !row.node().isVisible()).isPresent()) {
      bar.showAll();
    }
    return found.map(ParameterRow::hand);
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

  private ParameterGroup place(ParameterRow<?> row) {
    if (marks.isFavourite(row.parameter().key())) {
      return favourites;
    }
    return row.isWeak() ? weak : groups.get(row.parameter().info().group());
  }

  private void arrange() {
    extend();
    List<ParameterGroup> all = new ArrayList<>(groups.values());
    all.add(0, favourites);
    all.add(weak);
    Map<ParameterGroup, List<ParameterRow<?>>> members = new LinkedHashMap<>();
    all.forEach(group -> members.put(group, new ArrayList<>()));
    rows.forEach(row -> members.get(place(row)).add(row));
    members.forEach(ParameterGroup::keepOnly);
    boolean looking = !query.isBlank() || bar.onlyChanged();
    boolean any = false;
    for (ParameterGroup group : all) {
      group.take(members.get(group), bar.bestFirst());
      any |=
          group.filter(
              row ->
                  (query.isBlank() || row.matches(query))
                      && (!bar.onlyChanged() || row.isChanged(values)),
              looking);
    }
    nameWeak();
    nothing.setText(
        bar.onlyChanged() && query.isBlank()
            ? Texts.of("parameter.parameterPanel.nothingIsChanged")
            : Texts.of("parameter.parameterPanel.nothingByThatName"));
    nothing.setVisible(!any && !rows.isEmpty());
  }

  /** Nobody is to wonder where a slider is that does something to the face. */
  private void nameWeak() {
    List<ParameterRow<?>> hidden = rows.stream().filter(row -> place(row) == weak).toList();
    long moved = hidden.stream().filter(row -> row.isChanged(values)).count();
    weak.name(
        moved == 0
            ? Texts.of("parameter.parameterPanel.hardlyWork", hidden.size())
            : Texts.of("parameter.parameterPanel.hardlyWorkMoved", hidden.size(), moved));
  }

  private void set(ParameterRow<?> row, Object value, Gesture gesture) {
    try {
      values = values.with(row.parameter().key(), value);
    } catch (ParameterException e) {
      throw new IllegalStateException("A control offered a value that its parameter refuses.", e);
    }
    row.mark(values);
    rows.forEach(each -> each.showAmong(values));
    changes.accept(new ParameterChange(row.summary(values), values, gesture));
  }
}
