// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.egress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a part of a record is, as far as leaving the building goes. A part that is not marked
 * is what its record is; a record of the contract that leaves the house is marked itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Classified {
  /** Returns the class. */
  DataClass value();
}
