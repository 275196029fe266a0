// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = AccessConfig.PID,
    name = "Access",
    description = "Who may ask: the box's own token, and tokens of an issuer (OAuth 2.0, OIDC)")
@interface AccessConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.access";

  @AttributeDefinition(
      name = "Box token",
      description =
          "Whether the token in secrets/operator.token lets whoever works on the box in, from the"
              + " box only. Without it nobody can open a locked vault by the console",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean boxToken() default true;

  @AttributeDefinition(
      name = "Issuer",
      description =
          "Address of the issuer exactly as its tokens say it, https, or http on this machine;"
              + " empty: no tokens of an issuer",
      required = false)
  String issuer() default "";

  @AttributeDefinition(
      name = "Audience",
      description = "What a token's aud must name, up to 200 characters",
      required = false)
  String audience() default "vestibule";

  @AttributeDefinition(
      name = "Building",
      description =
          "This building as tokens name it: 1 to 63 of a-z, 0-9 and '-'; needed with an issuer",
      required = false)
  String building() default "";

  @AttributeDefinition(
      name = "Algorithms",
      description = "Signatures that are accepted, of RS256, PS256, ES256 and EdDSA",
      required = false)
  String[] algorithms() default {"RS256", "PS256", "ES256", "EdDSA"};

  @AttributeDefinition(
      name = "Any type of JWT",
      description =
          "Also accepts access tokens whose typ is not at+jwt (RFC 9068), for issuers that know no"
              + " other; their ID tokens must then have another audience",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean anyJwtType() default false;

  @AttributeDefinition(
      name = "Clock skew (s)",
      description = "How far the issuer's clock and ours may differ. Seconds, 0 to 300, default 60",
      min = "0",
      max = "300",
      required = false)
  int clockSkewSeconds() default 60;

  @AttributeDefinition(
      name = "Keys are fresh for (min)",
      description = "How often the issuer's keys are fetched. Minutes, 5 to 1440, default 60",
      min = "5",
      max = "1440",
      required = false)
  int keysFreshMinutes() default 60;

  @AttributeDefinition(
      name = "Keys are good for (h)",
      description =
          "How long the issuer's last keys count while it does not answer. Hours, 1 to 168,"
              + " default 24",
      min = "1",
      max = "168",
      required = false)
  int keysGoodHours() default 24;

  @AttributeDefinition(
      name = "Claim with the grants",
      description = "Name of the claim with roles, such as resident:door:front-door",
      required = false)
  String grantsClaim() default "vestibule_grants";

  @AttributeDefinition(
      name = "Claim with the building",
      description = "Name of the claim with the building or buildings that a token is for",
      required = false)
  String buildingClaim() default "vestibule_building";

  @AttributeDefinition(
      name = "Claim with the person",
      description = "Name of the claim with somebody's id in the people directory, if it has one",
      required = false)
  String personClaim() default "vestibule_person";

  @AttributeDefinition(
      name = "Client id",
      description = "This gateway at the issuer, for logging in by device code; empty: not offered",
      required = false)
  String clientId() default "";

  @AttributeDefinition(
      name = "Client secret file",
      description =
          "A file whose first line is the client's secret; owner-readable only. Empty: a public"
              + " client",
      required = false)
  String clientSecretFile() default "";

  @AttributeDefinition(
      name = "Scope",
      description = "What logging in by device code asks for, up to 200 characters",
      required = false)
  String scope() default "openid";
}
