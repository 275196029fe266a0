// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.status.StatusBoard;

/** What an operator sees in the shell. */
class CommandsTest {
  private static final List<Class<? extends Action>> ALL =
      List.of(
          StatusCommand.class,
          VisitsCommand.class,
          DoorsCommand.class,
          ModelsCommand.class,
          ModelStageCommand.class,
          ModelRolloutCommand.class,
          ModelActivateCommand.class,
          ModelCompareCommand.class,
          ModelPruneCommand.class,
          TriageLabelsCommand.class,
          TriageTeachCommand.class,
          TriageTrainCommand.class,
          TriageWithdrawCommand.class,
          ModelRollbackCommand.class,
          AuditVerifyCommand.class,
          FeaturesCommand.class,
          FeatureInstallCommand.class,
          FeatureRemoveCommand.class,
          FeatureUpdateCommand.class,
          FeatureRollbackCommand.class,
          PeopleCommand.class,
          FacesCommand.class,
          NotThisPersonCommand.class);

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void everyCommandSaysWhichPartIsMissing() throws Exception {
    for (Class<? extends Action> command : ALL) {
      Action action = command.getDeclaredConstructor().newInstance();
      assertThatThrownBy(action::execute)
          .as(command.getSimpleName())
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> {
                assertThat(e.code()).isEqualTo("service-missing");
                assertThat(e.remedy()).contains("org.vestibule.");
              });
    }
  }

  @Test
  void everyCommandHasItsOwnNameAndAHelpText() {
    assertThat(ALL).extracting(c -> c.getAnnotation(Command.class).name()).doesNotHaveDuplicates();
    assertThat(ALL)
        .allSatisfy(
            c -> {
              assertThat(c.getAnnotation(Command.class).scope()).isEqualTo("vestibule");
              assertThat(c.getAnnotation(Command.class).description()).isNotBlank();
            });
  }

  @Test
  void statusShowsEachPartWithItsSentence() throws Exception {
    StatusCommand command = new StatusCommand();
    command.board = new TwoParts();
    command.execute();
    assertThat(text())
        .contains("vision")
        .contains("UNAVAILABLE")
        .contains("MODEL_MISSING")
        .contains("Run ./vestibule models")
        .contains("The gateway is not ready.");
  }

  @Test
  void anImpossibleLimitIsRefused() {
    VisitsCommand command = new VisitsCommand();
    command.limit = 0;
    assertThatThrownBy(command::execute).hasMessageContaining("1 to 200");
  }

  @Test
  void peopleAreShownWithoutTheirCodes() throws Exception {
    PeopleCommand command = new PeopleCommand();
    command.people = new OnePerson();
    command.execute();
    assertThat(text())
        .contains("Ada", "front-door side-door", "Not them")
        .doesNotContain("1207", "0.12");
  }

  @Test
  void theBundleIsNotReadyBeforeTheShellKnowsItsCommands() {
    assertThat(new ShellStatus().status().state()).isEqualTo(State.STARTING);
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** One part that works and one that does not. */
  private static final class TwoParts implements StatusBoard {
    @Override
    public Map<String, Status> all() {
      return new TreeMap<>(
          Map.of(
              "core",
              Status.ready("runs"),
              "vision",
              Status.unavailable(Cause.MODEL_MISSING, "Run ./vestibule models")));
    }

    @Override
    public boolean ready() {
      return false;
    }
  }

  /** A building with one inhabitant. */
  private static final class OnePerson implements PeopleDirectory {
    @Override
    public List<Person> people() {
      Set<DoorId> doors = Set.of(new DoorId("side-door"), new DoorId("front-door"));
      return List.of(new Person(new PersonId("ada"), "Ada", "12", doors));
    }

    @Override
    public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) {
      throw new UnsupportedOperationException("nobody is enrolled in the shell");
    }

    @Override
    public Optional<Person> find(Claim claim) {
      return Optional.empty();
    }

    @Override
    public List<FaceTemplate> templates(PersonId id) {
      return List.of();
    }

    @Override
    public boolean renew(PersonId id, FaceTemplate template) {
      throw new UnsupportedOperationException("nobody is renewed in the shell");
    }

    @Override
    public Optional<Person> person(PersonId id) {
      return Optional.empty();
    }

    @Override
    public List<FaceTemplate> negatives(PersonId id) {
      return List.of(FaceTemplate.of("m", new float[] {0.123f, 1}));
    }

    @Override
    public boolean reject(PersonId id, FaceTemplate face, String by) {
      throw new UnsupportedOperationException("nobody is corrected here");
    }

    @Override
    public Map<String, Integer> spaces() {
      return Map.of();
    }

    @Override
    public int enrolled() {
      return 0;
    }

    @Override
    public boolean forget(PersonId id) {
      return false;
    }
  }
}
