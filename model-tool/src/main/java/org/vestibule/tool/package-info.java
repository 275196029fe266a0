// SPDX-License-Identifier: Apache-2.0
/** The command line for people who make, sign and roll out model packs. */
package org.vestibule.tool;
