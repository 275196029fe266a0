// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a form or a {@code .cfg} file may set. A test holds it equal to {@link CoreKey}. */
@ObjectClassDefinition(
    name = "Vestibule core",
    description = "How visits run: deadlines, confirmations, the life of an order")
public @interface CoreConfiguration {
  @AttributeDefinition(
      name = "Debounce",
      description = "A second press within this time is the same visit (ms)",
      min = "0",
      max = "60000")
  int debounceMillis() default 1000;

  @AttributeDefinition(
      name = "Face confirmations",
      description = "Pictures that must show the claimed person before the door opens",
      min = "1",
      max = "10")
  int faceConfirmations() default 2;

  @AttributeDefinition(
      name = "Spoof confirmations",
      description = "Pictures that must look like an artefact before the visit is refused",
      min = "1",
      max = "10")
  int spoofConfirmations() default 2;

  @AttributeDefinition(
      name = "First picture",
      description = "How long to wait for a station's first picture (ms)",
      min = "100",
      max = "30000")
  int firstFrameMillis() default 4000;

  @AttributeDefinition(
      name = "Face deadline",
      description = "How long a face is looked for after the first picture (ms)",
      min = "100",
      max = "30000")
  int faceDeadlineMillis() default 4000;

  @AttributeDefinition(
      name = "Challenge",
      description = "How long a visitor may take for what they are asked to do (ms)",
      min = "1000",
      max = "30000")
  int challengeMillis() default 9000;

  @AttributeDefinition(
      name = "Identification",
      description =
          "How long the bell waits for a face when nobody entered a code and the site identifies"
              + " people (ms)",
      min = "0",
      max = "5000")
  int identifyMillis() default 1500;

  @AttributeDefinition(
      name = "Code deadline",
      description = "How long the bell waits for a code that was asked for (ms)",
      min = "0",
      max = "60000")
  int codeMillis() default 10000;

  @AttributeDefinition(
      name = "Question",
      description = "How long a visitor who was asked something may take to answer (ms)",
      min = "1000",
      max = "30000")
  int questionMillis() default 8000;

  @AttributeDefinition(
      name = "Dialogue",
      description = "The bell rings at the latest after this time, whatever was answered (ms)",
      min = "1000",
      max = "50000")
  int dialogueMillis() default 25000;

  @AttributeDefinition(
      name = "Prompt",
      description = "How long a sentence stays on the display of a station that cannot speak (ms)",
      min = "0",
      max = "10000")
  int promptMillis() default 1500;

  @AttributeDefinition(
      name = "Insisting",
      description =
          "Whoever presses again within this time after the assistant spoke is put through (ms)",
      min = "0",
      max = "120000")
  int insistMillis() default 20000;

  @AttributeDefinition(
      name = "Speech limit",
      description = "How long a visitor is listened to (ms)",
      min = "1000",
      max = "60000")
  int speechLimitMillis() default 15000;

  @AttributeDefinition(
      name = "Speech answer",
      description = "How long the recogniser may take after the sound ended (ms)",
      min = "100",
      max = "60000")
  int speechAnswerMillis() default 8000;

  @AttributeDefinition(
      name = "Triage deadline",
      description = "How long sorting one utterance may take (ms)",
      min = "100",
      max = "30000")
  int triageMillis() default 3000;

  @AttributeDefinition(
      name = "Ring deadline",
      description = "How long one notifier may take (ms)",
      min = "100",
      max = "30000")
  int ringMillis() default 5000;

  @AttributeDefinition(
      name = "Life of an order",
      description = "An order is dead this long after its last picture was captured (ms)",
      min = "200",
      max = "5000")
  int orderLifeMillis() default 1500;

  @AttributeDefinition(
      name = "Door deadline",
      description = "A door that has not answered by then counts as unreachable (ms)",
      min = "100",
      max = "30000")
  int doorMillis() default 5000;

  @AttributeDefinition(
      name = "Linger",
      description = "How long a visit stays open after its door opened (ms)",
      min = "0",
      max = "10000")
  int lingerMillis() default 500;

  @AttributeDefinition(
      name = "Replacement",
      description = "How long a visit waits for a bundle that is being replaced (ms)",
      min = "0",
      max = "30000")
  int replacementMillis() default 3000;

  @AttributeDefinition(
      name = "Visit limit",
      description = "A visit is closed after this time, whatever is missing (ms)",
      min = "1000",
      max = "600000")
  int visitLimitMillis() default 60000;

  @AttributeDefinition(
      name = "Conversation",
      description = "How long somebody of the house may talk with a visitor (s)",
      min = "10",
      max = "1800")
  int conversationSeconds() default 180;

  @AttributeDefinition(
      name = "Corrections",
      description =
          "How long the face of somebody who was recognised is kept, so that a mistake can be"
              + " noted (min); 0 keeps none",
      min = "0",
      max = "1440")
  int correctionMinutes() default 60;

  @AttributeDefinition(
      name = "Wrong codes",
      description = "After this many wrong codes in a minute a station's codes are ignored",
      min = "1",
      max = "60")
  int wrongClaimsPerMinute() default 5;

  @AttributeDefinition(
      name = "Commands",
      description = "How many commands a second one caller may give in the mean",
      min = "1",
      max = "100000")
  int commandsPerSecond() default 10;

  @AttributeDefinition(
      name = "Burst of commands",
      description = "How many commands one caller may give at once after a rest",
      min = "1",
      max = "100000")
  int commandBurst() default 20;

  @AttributeDefinition(
      name = "Listener queue",
      description = "Events that wait for one listener before the oldest is dropped",
      min = "16",
      max = "65536")
  int listenerQueue() default 256;

  @AttributeDefinition(
      name = "Step-up",
      description = "When somebody who was recognised without a code is asked for theirs",
      options = {
        @Option(label = "never", value = "never"),
        @Option(label = "when nothing proves that the face is alive", value = "unsure"),
        @Option(label = "always", value = "always")
      })
  String stepUp() default "unsure";

  @AttributeDefinition(
      name = "Assistant",
      description = "Whether visitors are asked what they want before anybody is called",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String assistant() default "off";

  @AttributeDefinition(
      name = "Stations of the assistant",
      description = "Ids of the stations at which it asks; all of them when empty")
  String[] assistantStations() default {};

  @AttributeDefinition(
      name = "Routes",
      description =
          "Who is called for which wish, as LABEL=TARGET; targets are resident, manager,"
              + " parcel-room, declined and everybody")
  String[] routes() default {"service-worker=manager", "vendor=declined"};

  @AttributeDefinition(
      name = "Transcripts",
      description = "How long what a visitor said is shown",
      options = {
        @Option(label = "never", value = "never"),
        @Option(label = "while the visit is open", value = "visit")
      })
  String transcripts() default "visit";

  @AttributeDefinition(
      name = "Pictures",
      description =
          "Whether one picture of a visit is kept with it, sealed, as long as this site keeps photos:"
              + " the one with which a face was decided on, else the first after the press; of"
              + " residents only with their consent to recordings",
      options = {
        @Option(label = "never", value = "never"),
        @Option(label = "one of each press", value = "press")
      })
  String pictures() default "never";

  @AttributeDefinition(
      name = "Rights",
      description = "Whether a door opens while no rights are there that say who may pass it",
      options = {
        @Option(label = "no: it rings", value = "required"),
        @Option(label = "yes: for whoever the enrolment names", value = "optional")
      })
  String rights() default "optional";

  @AttributeDefinition(
      name = "Language",
      description = "The language that visitors are expected to speak (BCP 47 tag)")
  String language() default "en";
}
