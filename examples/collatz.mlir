// How many steps the Collatz sequence takes from a number down to 1: an even
// number is halved, an odd one is tripled and one is added.
//
// Shows: control flow on scalars, written with the branches of cf and again with
// the structured loop of scf. Neither function needs a device.

// With blocks and branches.
func.func @collatz(%start: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %two = arith.constant 2 : i32
  %three = arith.constant 3 : i32
  cf.br ^check(%start, %zero : i32, i32)
^check(%number: i32, %steps: i32):
  %more = arith.cmpi sgt, %number, %one : i32
  cf.cond_br %more, ^step, ^done
^step:
  %next_steps = arith.addi %steps, %one : i32
  %remainder = arith.remui %number, %two : i32
  %even = arith.cmpi eq, %remainder, %zero : i32
  cf.cond_br %even, ^halve, ^triple
^halve:
  %half = arith.divui %number, %two : i32
  cf.br ^check(%half, %next_steps : i32, i32)
^triple:
  %tripled = arith.muli %number, %three : i32
  %tripled_and_one = arith.addi %tripled, %one : i32
  cf.br ^check(%tripled_and_one, %next_steps : i32, i32)
^done:
  return %steps : i32
}

// With a loop that tests before each round, and a choice that has a value.
func.func @collatz_structured(%start: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %two = arith.constant 2 : i32
  %three = arith.constant 3 : i32
  %end:2 = scf.while (%number = %start, %steps = %zero) : (i32, i32) -> (i32, i32) {
    %more = arith.cmpi sgt, %number, %one : i32
    scf.condition(%more) %number, %steps : i32, i32
  } do {
  ^bb0(%number: i32, %steps: i32):
    %remainder = arith.remui %number, %two : i32
    %even = arith.cmpi eq, %remainder, %zero : i32
    %next = scf.if %even -> (i32) {
      %half = arith.divui %number, %two : i32
      scf.yield %half : i32
    } else {
      %tripled = arith.muli %number, %three : i32
      %tripled_and_one = arith.addi %tripled, %one : i32
      scf.yield %tripled_and_one : i32
    }
    %next_steps = arith.addi %steps, %one : i32
    scf.yield %next, %next_steps : i32, i32
  }
  return %end#1 : i32
}
