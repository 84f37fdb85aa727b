package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.profile.Connections;
import dev.journeyman.cli.text.ColorChoice;
import dev.journeyman.cli.text.Screen;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command that calls the service understands.
final class Options {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the service is (default: JOURNEYMAN_URL, the profile, this machine).")
  private String url = "";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A service that login knows (default: the one in config.toml).")
  private String profile = "";

  @Option(names = "--json", description = "Print JSON as the API has it.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never (default: auto; NO_COLOR is heeded).")
  private ColorChoice color = ColorChoice.AUTO;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say how to use this command.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  Surroundings surroundings() {
    return ((Root) command.root().userObject()).surroundings();
  }

  String url() {
    return url;
  }

  String profile() {
    return profile;
  }

  Screen screen() {
    var given = surroundings();
    return new Screen(
        given.out(),
        given.talk(),
        color.paint(given.environment(), given.console().isPresent()),
        given.columns(),
        given.console(),
        ColorChoice.dumb(given.environment()));
  }

  Connections connections() {
    return new Connections(surroundings().environment(), screen()::say);
  }

  Session open() {
    return new Session(new Api(connections().open(url, profile)), screen(), surroundings(), json);
  }
}
