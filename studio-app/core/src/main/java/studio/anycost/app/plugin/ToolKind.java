package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.extension.Aligner;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.DirectionFinder;
import studio.anycost.api.extension.LatentOptimizer;
import studio.anycost.api.extension.PhotoBlender;
import studio.anycost.api.extension.Projector;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;

/** The extension points that are long work, and how each is called, checked and spoken of. */
public enum ToolKind {
  /** Finds faces in a photo. */
  ALIGNER(Aligner.class, "align", "aligner", "plugin.toolKind.findingFaces", true, false) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<List<Face>> typed = typed(task);
      return ((Aligner) tool)
          .find(request.image().orElseThrow(), request.values(), services, typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return new ToolResult.Faces(ResultChecks.faces(raw, request.image().orElseThrow()));
    }
  },

  /** Finds the style code of a photo. */
  PROJECTOR(Projector.class, "project", "projector", "plugin.toolKind.projecting", true, false) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<StyleCode> typed = typed(task);
      return ((Projector) tool)
          .project(request.image().orElseThrow(), request.values(), services, typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return new ToolResult.Style(ResultChecks.style(raw, generator));
    }
  },

  /** Brings a style code closer to a photo. */
  LATENT_OPTIMIZER(
      LatentOptimizer.class, "optimize", "optimizer", "plugin.toolKind.optimizing", true, true) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<Iterate> typed = typed(task);
      return ((LatentOptimizer) tool)
          .optimize(
              request.start().orElseThrow(),
              request.image().orElseThrow(),
              request.values(),
              services,
              typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return raw instanceof Iterate iterate
          ? new ToolResult.Step(ResultChecks.iterate(iterate, generator))
          : new ToolResult.Style(ResultChecks.style(raw, generator));
    }
  },

  /** Looks for good sub-generators. */
  SUB_GENERATOR_SEARCH(
      SubGeneratorSearch.class, "search", "search", "plugin.toolKind.searching", false, false) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<List<Candidate>> typed = typed(task);
      return ((SubGeneratorSearch) tool).search(request.values(), services, typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return new ToolResult.Candidates(ResultChecks.candidates(raw, generator));
    }
  },

  /** Finds directions that change one thing in a face. */
  DIRECTION_FINDER(
      DirectionFinder.class,
      "directions",
      "direction finder",
      "plugin.toolKind.findingDirections",
      false,
      false) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<List<FoundDirection>> typed = typed(task);
      return ((DirectionFinder) tool).find(request.values(), services, typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return new ToolResult.Directions(ResultChecks.directions(raw, generator));
    }
  },

  /** Puts the edited face back into its photo. */
  PHOTO_BLENDER(
      PhotoBlender.class, "blend", "photo blender", "plugin.toolKind.blending", true, false) {
    @Override
    Object call(Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
        throws IOException {
      TaskContext<BlendedPhoto> typed = typed(task);
      return ((PhotoBlender) tool)
          .blend(request.face().orElseThrow(), request.values(), services, typed);
    }

    @Override
    ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
        throws PluginException {
      return new ToolResult.Blended(
          ResultChecks.blended(raw, request.face().orElseThrow().photo()));
    }
  };

  private final Class<? extends Contribution> extension;
  private final String word;
  private final String noun;
  private final String doing;
  private final boolean needsPhoto;
  private final boolean needsStyle;

  ToolKind(
      Class<? extends Contribution> extension,
      String word,
      String noun,
      String doing,
      boolean needsPhoto,
      boolean needsStyle) {
    this.extension = extension;
    this.word = word;
    this.noun = noun;
    this.doing = doing;
    this.needsPhoto = needsPhoto;
    this.needsStyle = needsStyle;
  }

  /** The extension point. */
  public Class<? extends Contribution> extension() {
    return extension;
  }

  /** What it is called on the command line: a verb or a plural, in lower case. */
  public String word() {
    return word;
  }

  /** What people call it, in lower case. */
  public String noun() {
    return noun;
  }

  /** Whether it works on a photo. */
  public boolean needsPhoto() {
    return needsPhoto;
  }

  /** Whether it begins with the style code of a portrait. */
  public boolean needsStyle() {
    return needsStyle;
  }

  /** To complete "failed while ..." with the name of a tool, in the language of the studio. */
  String doing(String name) {
    return Texts.of(doing, name);
  }

  /** Calls the plugin's own code; what comes back may be anything. */
  abstract Object call(
      Contribution tool, ToolRequest request, Services services, TaskContext<?> task)
      throws IOException;

  /**
   * Checks what the plugin returned or published. May run code of the plugin, whose lists may be of
   * its own making.
   *
   * @throws PluginException if it is nonsense
   */
  abstract ToolResult checked(Object raw, ToolRequest request, GeneratorDescription generator)
      throws PluginException;

  /** The context takes anything and checks it. */
  @SuppressWarnings("unchecked")
  private static <P> TaskContext<P> typed(TaskContext<?> task) {
    return (TaskContext<P>) task;
  }
}
