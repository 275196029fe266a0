// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = PhrasingConfig.PID,
    name = "Phrasing by a language model",
    description =
        "Lets a language model of the site's own put the counts of a summary into words. It is given"
            + " names and numbers only")
@interface PhrasingConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.phrasing";

  @AttributeDefinition(
      name = "Enabled",
      description = "Nothing is sent anywhere while this is false",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean enabled() default false;

  @AttributeDefinition(
      name = "Endpoint",
      description =
          "Where chat completions in the manner of OpenAI are answered, for example by llama-server"
              + " or Ollama. On this machine http is enough; elsewhere https and an allowed host",
      required = false)
  String endpoint() default "http://127.0.0.1:8080/v1/chat/completions";

  @AttributeDefinition(
      name = "Allowed hosts",
      description = "Host names outside this machine that counts may be sent to; none by default",
      required = false)
  String[] allowedHosts() default {};

  @AttributeDefinition(
      name = "Model",
      description = "The model's name as the endpoint knows it, at most 100 characters",
      required = false)
  String model() default "local";

  @AttributeDefinition(
      name = "Key file",
      description =
          "A file whose first line is sent as a bearer token; owner-readable only. Empty sends none",
      required = false)
  String keyFile() default "";

  @AttributeDefinition(
      name = "Time limit (s)",
      description = "How long a text may take altogether. Seconds, 1 to 120, default 20",
      min = "1",
      max = "120",
      required = false)
  int timeoutSeconds() default 20;

  @AttributeDefinition(
      name = "Longest text (tokens)",
      description = "The most tokens that the model may write, 32 to 2000, default 400",
      min = "32",
      max = "2000",
      required = false)
  int maxTokens() default 400;
}
