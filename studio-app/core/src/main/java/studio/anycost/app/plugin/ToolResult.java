package studio.anycost.app.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.StyleCode;

/** What a tool found, complete or so far; fits the generator that it was found for. */
public sealed interface ToolResult {
  /** The face that it is about, if it is about one. */
  default Optional<StyleCode> face() {
    return Optional.empty();
  }

  /** A face in the generator's terms. */
  record Style(StyleCode code) implements ToolResult {
    public Style {
      Objects.requireNonNull(code);
    }

    @Override
    public Optional<StyleCode> face() {
      return Optional.of(code);
    }
  }

  /**
   * A face on the way of an optimization: published while it runs, and the result where it had to
   * be let go.
   */
  record Step(Iterate iterate) implements ToolResult {
    public Step {
      Objects.requireNonNull(iterate);
    }

    @Override
    public Optional<StyleCode> face() {
      return Optional.of(iterate.code());
    }
  }

  /**
   * Sub-generators worth their cost.
   *
   * @param candidates cheapest first, as the search has it
   */
  record Candidates(List<Candidate> candidates) implements ToolResult {
    public Candidates {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * Faces of a photo.
   *
   * @param faces the most prominent first; may be empty
   */
  record Faces(List<Face> faces) implements ToolResult {
    public Faces {
      faces = List.copyOf(faces);
    }
  }

  /**
   * Directions in w.
   *
   * @param directions with unique names
   */
  record Directions(List<FoundDirection> directions) implements ToolResult {
    public Directions {
      directions = List.copyOf(directions);
    }

    /** Without what is known of them. */
    public List<Boundary> boundaries() {
      return directions.stream().map(FoundDirection::boundary).toList();
    }

    /** The same as found by somebody; see {@link Boundary#foundBy}. */
    public Directions foundBy(String who) {
      return new Directions(
          directions.stream()
              .map(each -> new FoundDirection(each.boundary().foundBy(who), each.figures()))
              .toList());
    }

    /**
     * The same under other names.
     *
     * @param names as many as there are directions, in their order
     */
    public Directions named(List<String> names) {
      List<FoundDirection> named = new ArrayList<>();
      for (int i = 0; i < directions.size(); i++) {
        FoundDirection direction = directions.get(i);
        named.add(
            new FoundDirection(direction.boundary().named(names.get(i)), direction.figures()));
      }
      return new Directions(named);
    }
  }

  /** The photo with the edited face in it. */
  record Blended(BlendedPhoto photo) implements ToolResult {
    public Blended {
      Objects.requireNonNull(photo);
    }
  }
}
