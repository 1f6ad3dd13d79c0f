// Tensors through branches, loops, calls and globals.

// ----- scf.if on tensors
// call f
// in 1
// in 4xf32=-1.045 1.654 0.450 1.708
// out 4xf32=-2.09 3.308 0.9 3.416
// call f
// in 0
// in 4xf32=-1.803 1.423 -0.556 -1.788
// out 4xf32=1.803 -1.423 0.556 1.788
func.func @f(%c: i1, %a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = scf.if %c -> tensor<4xf32> {
    %1 = arith.addf %a, %a : tensor<4xf32>
    scf.yield %1 : tensor<4xf32>
  } else {
    %2 = arith.negf %a : tensor<4xf32>
    scf.yield %2 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// ----- scf.for that carries a tensor
// call f
// in 3
// in 4xf32=-1.045 1.654 0.450 1.708
// out 4xf32=-4.18 6.616 1.8 6.832
// call f
// in 0
// in 4xf32=-1.803 1.423 -0.556 -1.788
// out 4xf32=-1.803 1.423 -0.556 -1.788
func.func @f(%n: i32, %a: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %nx = arith.index_cast %n : i32 to index
  %0 = scf.for %i = %c0 to %nx step %c1 iter_args(%t = %a) -> tensor<4xf32> {
    %1 = arith.addf %t, %a : tensor<4xf32>
    scf.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// ----- scf.while on an element of a tensor
// call f
// in 4xf32=1 2 3 4
// out 4xf32=128 256 384 512
// out 7
func.func @f(%a: tensor<4xf32>) -> (tensor<4xf32>, i32) {
  %c0 = arith.constant 0 : index
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %lim = arith.constant 100.0 : f32
  %0:2 = scf.while (%t = %a, %k = %z) : (tensor<4xf32>, i32) -> (tensor<4xf32>, i32) {
    %v = tensor.extract %t[%c0] : tensor<4xf32>
    %c = arith.cmpf olt, %v, %lim : f32
    scf.condition(%c) %t, %k : tensor<4xf32>, i32
  } do {
  ^bb0(%t: tensor<4xf32>, %k: i32):
    %1 = arith.addf %t, %t : tensor<4xf32>
    %2 = arith.addi %k, %o : i32
    scf.yield %1, %2 : tensor<4xf32>, i32
  }
  return %0#0, %0#1 : tensor<4xf32>, i32
}

// ----- a loop in cf with a condition in a tensor
// call f
// in i32=0
// out i32=12
// call f
// in i32=50
// out i32=50
func.func @f(%a: tensor<i32>) -> tensor<i32> {
  %lim = arith.constant dense<10> : tensor<i32>
  %inc = arith.constant dense<3> : tensor<i32>
  cf.br ^bb1(%a : tensor<i32>)
^bb1(%t: tensor<i32>):
  %c = arith.cmpi slt, %t, %lim : tensor<i32>
  %cc = tensor.extract %c[] : tensor<i1>
  cf.cond_br %cc, ^bb2(%t : tensor<i32>), ^bb3(%t : tensor<i32>)
^bb2(%u: tensor<i32>):
  %n = arith.addi %u, %inc : tensor<i32>
  cf.br ^bb1(%n : tensor<i32>)
^bb3(%r: tensor<i32>):
  return %r : tensor<i32>
}

// ----- a branch with tensors of two shapes
// call f
// in 1
// in 3xf32=-1.045 1.654 0.450
// in 5xf32=1.708 -1.803 1.423 -0.556 -1.788
// out 3xf32=1.09202 2.73572 0.2025
// call f
// in 0
// in 3xf32=-1.725 1.936 1.891
// in 5xf32=0.125 -0.193 0.191 0.420 1.110
// out 5xf32=0.015625 0.037249 0.036481 0.1764 1.2321
func.func @f(%c: i1, %a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {
  cf.cond_br %c, ^bb1(%a : tensor<?xf32>), ^bb1(%b : tensor<?xf32>)
^bb1(%t: tensor<?xf32>):
  %0 = arith.mulf %t, %t : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// ----- a loop that writes element by element
// call f
// in 3
// out 8xf32=0 3 6 9 12 15 18 21
func.func @f(%n: i32) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %z = arith.constant dense<0.0> : tensor<8xf32>
  %0 = scf.for %i = %c0 to %c8 step %c1 iter_args(%t = %z) -> tensor<8xf32> {
    %k = arith.index_cast %i : index to i32
    %kk = arith.muli %k, %n : i32
    %v = arith.sitofp %kk : i32 to f32
    %1 = tensor.insert %v into %t[%i] : tensor<8xf32>
    scf.yield %1 : tensor<8xf32>
  }
  return %0 : tensor<8xf32>
}

// ----- a loop that slices, computes and inserts
// call f
// in 6x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997
// out 6x4xf32=[0.576949 0.928671 0.195538 2.71014][3.06179 0.720363 0.901225 4.09186][0.824483 1.21046 1.52196 3.03436][0.178173 6.93097 6.626 1.13315][0.164804 4.14955 0.573498 0.167294][0.351692 5.22785 1.56831 5.51792]
func.func @f(%a: tensor<6x4xf32>) -> tensor<6x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c6 = arith.constant 6 : index
  %e = arith.constant dense<0.0> : tensor<6x4xf32>
  %0 = scf.for %i = %c0 to %c6 step %c1 iter_args(%t = %e) -> tensor<6x4xf32> {
    %s = tensor.extract_slice %a[%i, 0] [1, 4] [1, 1] : tensor<6x4xf32> to tensor<1x4xf32>
    %x = math.exp %s : tensor<1x4xf32>
    %r = arith.subi %c6, %i : index
    %r1 = arith.subi %r, %c1 : index
    %1 = tensor.insert_slice %x into %t[%r1, 0] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<6x4xf32>
    scf.yield %1 : tensor<6x4xf32>
  }
  return %0 : tensor<6x4xf32>
}

// ----- a loop that carries a tensor of unknown size
// call f
// in 4xf32=1 2 3 4
// in 3
// out 4xf32=8 16 24 32
func.func @f(%a: tensor<?xf32>, %n: i32) -> tensor<?xf32> {
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %0:2 = scf.while (%t = %a, %k = %z) : (tensor<?xf32>, i32) -> (tensor<?xf32>, i32) {
    %c = arith.cmpi slt, %k, %n : i32
    scf.condition(%c) %t, %k : tensor<?xf32>, i32
  } do {
  ^bb0(%t: tensor<?xf32>, %k: i32):
    %1 = arith.addf %t, %t : tensor<?xf32>
    %2 = arith.addi %k, %o : i32
    scf.yield %1, %2 : tensor<?xf32>, i32
  }
  return %0#0 : tensor<?xf32>
}

// ----- scf.if in scf.for
// call f
// in 3x3xf32=-0.522 0.827 0.225 0.854 -0.901 0.712 -0.278 -0.894 -0.862
// in 4
// out 3x3xf32=[-2.12636 2.3022 -1.51654][2.34523 -0.993072 1.57719][1.99186 -2.01767 1.65343]
func.func @f(%a: tensor<3x3xf32>, %n: i32) -> tensor<3x3xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %nx = arith.index_cast %n : i32 to index
  %zf = arith.constant 0.0 : f32
  %r = scf.for %i = %c0 to %nx step %c1 iter_args(%t = %a) -> tensor<3x3xf32> {
    %m = arith.remui %i, %c2 : index
    %c = arith.cmpi eq, %m, %c0 : index
    %x = scf.if %c -> tensor<3x3xf32> {
      %e = tensor.empty() : tensor<3x3xf32>
      %f = linalg.fill ins(%zf : f32) outs(%e : tensor<3x3xf32>) -> tensor<3x3xf32>
      %mm = linalg.matmul ins(%t, %a : tensor<3x3xf32>, tensor<3x3xf32>) outs(%f : tensor<3x3xf32>) -> tensor<3x3xf32>
      scf.yield %mm : tensor<3x3xf32>
    } else {
      %y = arith.subf %t, %a : tensor<3x3xf32>
      scf.yield %y : tensor<3x3xf32>
    }
    scf.yield %x : tensor<3x3xf32>
  }
  return %r : tensor<3x3xf32>
}

// ----- recursion on a tensor of unknown size
// call main
// in 3
// in 4xf32=-1.045 1.654 0.450 1.708
// out 4xf32=-4.18 6.616 1.8 6.832
func.func private @fact(%n: i32, %a: tensor<?xf32>) -> tensor<?xf32> {
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %c = arith.cmpi sle, %n, %z : i32
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : tensor<?xf32>
^bb2:
  %m = arith.subi %n, %o : i32
  %r = call @fact(%m, %a) : (i32, tensor<?xf32>) -> tensor<?xf32>
  %s = arith.addf %r, %a : tensor<?xf32>
  return %s : tensor<?xf32>
}
func.func @main(%n: i32, %a: tensor<?xf32>) -> tensor<?xf32> {
  %r = call @fact(%n, %a) : (i32, tensor<?xf32>) -> tensor<?xf32>
  return %r : tensor<?xf32>
}

// ----- a tensor that grows in a loop
// call f
// in 3xf32=-1.045 1.654 0.450
// in 3
// out 24xf32=-1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45 -1.045 1.654 0.45
func.func @f(%a: tensor<?xf32>, %n: i32) -> tensor<?xf32> {
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %c0 = arith.constant 0 : index
  cf.br ^bb1(%a, %z : tensor<?xf32>, i32)
^bb1(%t: tensor<?xf32>, %k: i32):
  %c = arith.cmpi slt, %k, %n : i32
  cf.cond_br %c, ^bb2, ^bb3
^bb2:
  %d = tensor.dim %t, %c0 : tensor<?xf32>
  %d2 = arith.addi %d, %d : index
  %e = tensor.empty(%d2) : tensor<?xf32>
  %i0 = tensor.insert_slice %t into %e[0] [%d] [1] : tensor<?xf32> into tensor<?xf32>
  %i1 = tensor.insert_slice %t into %i0[%d] [%d] [1] : tensor<?xf32> into tensor<?xf32>
  %k2 = arith.addi %k, %o : i32
  cf.br ^bb1(%i1, %k2 : tensor<?xf32>, i32)
^bb3:
  return %t : tensor<?xf32>
}

// ----- scf.if between shapes
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 2x4xf32=-0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409
// in 1
// out 3x4xf32=[-1.55971 1.85881 0.843798 1.8728][-1.89423 1.78045 -1.01001 -1.8911][-1.87692 1.91843 1.91092 0.248706]
// call f
// in 3x4xf32=-0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568
// in 2x4xf32=-1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362
// in 0
// out 2x4xf32=[-3.088 0.972 2.182 -3.324][0.844 3.41 -1.874 0.724]
func.func @f(%a: tensor<?x4xf32>, %b: tensor<?x4xf32>, %c: i1) -> tensor<?x4xf32> {
  %r = scf.if %c -> tensor<?x4xf32> {
    %x = math.tanh %a : tensor<?x4xf32>
    scf.yield %x : tensor<?x4xf32>
  } else {
    scf.yield %b : tensor<?x4xf32>
  }
  %s = arith.addf %r, %r : tensor<?x4xf32>
  return %s : tensor<?x4xf32>
}

// ----- slices of a constant and of a variable
// call f
// in 1
// in 1x2xf32=-1.045 1.654
// out 1x2xf32=[1.955 5.654]
// out 1x2xf32=[1.73205 2]
// call f
// in 2
// in 1x2xf32=0.450 1.708
// out 1x2xf32=[5.45 7.708]
// out 1x2xf32=[2.23607 2.44949]
util.global private mutable @g = dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
func.func @f(%i: i32, %v: tensor<1x2xf32>) -> (tensor<1x2xf32>, tensor<1x2xf32>) {
  %w = arith.constant dense<[[1.5, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
  %ix = arith.index_cast %i : i32 to index
  %0 = tensor.extract_slice %w[%ix, 0] [1, 2] [1, 1] : tensor<3x2xf32> to tensor<1x2xf32>
  %1 = arith.addf %0, %v : tensor<1x2xf32>
  %g = util.global.load @g : tensor<3x2xf32>
  %2 = tensor.extract_slice %g[%ix, 0] [1, 2] [1, 1] : tensor<3x2xf32> to tensor<1x2xf32>
  %3 = math.sqrt %2 : tensor<1x2xf32>
  return %1, %3 : tensor<1x2xf32>, tensor<1x2xf32>
}

// ----- globals of tensors
// call add
// in 4xf32=1 1 1 1
// out 4xf32=2 3 4 5
util.global private mutable @state = dense<1.0> : tensor<4xf32>
util.global private @weights = dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
func.func @add(%a: tensor<4xf32>) -> tensor<4xf32> {
  %s = util.global.load @state : tensor<4xf32>
  %w = util.global.load @weights : tensor<4xf32>
  %1 = arith.mulf %a, %w : tensor<4xf32>
  %2 = arith.addf %s, %1 : tensor<4xf32>
  util.global.store %2, @state : tensor<4xf32>
  return %2 : tensor<4xf32>
}

// ----- an initialiser that computes
// call get
// in 3
// out 8xf32=0 1 2 3 4 5 6 7
// out 3
util.global private @table : tensor<8xf32>
util.initializer {
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i)->(i)>], iterator_types = ["parallel"]} outs(%e : tensor<8xf32>) {
  ^bb0(%o: f32):
    %i = linalg.index 0 : index
    %k = arith.index_cast %i : index to i32
    %v = arith.sitofp %k : i32 to f32
    linalg.yield %v : f32
  } -> tensor<8xf32>
  util.global.store %0, @table : tensor<8xf32>
  util.initializer.return
}
func.func @get(%i: i32) -> (tensor<8xf32>, f32) {
  %t = util.global.load @table : tensor<8xf32>
  %ix = arith.index_cast %i : i32 to index
  %v = tensor.extract %t[%ix] : tensor<8xf32>
  return %t, %v : tensor<8xf32>, f32
}

// ----- globals of scalars
// call next
// in 3xf32=-1.045 1.654 0.450
// out 6
// out 3xf32=-2.6125 4.135 1.125
util.global private mutable @count = 5 : i32
util.global private @scale = 2.5 : f32
func.func @next(%a: tensor<3xf32>) -> (i32, tensor<3xf32>) {
  %c = util.global.load @count : i32
  %o = arith.constant 1 : i32
  %n = arith.addi %c, %o : i32
  util.global.store %n, @count : i32
  %s = util.global.load @scale : f32
  %t = tensor.splat %s : tensor<3xf32>
  %r = arith.mulf %a, %t : tensor<3xf32>
  return %n, %r : i32, tensor<3xf32>
}

// ----- functions that call each other
// call main
// in 5xf32=-1.045 1.654 0.450 1.708 -1.803
// out 5xf32=2.28454 10.2199 0.243506 11.4277 13.8186
// call two
// in 3xf32=1.423 -0.556 -1.788
// out 3xf32=2.02493 0.309136 3.19694
// out 3xf32=4.10034 0.0955651 10.2205
func.func private @sq(%a: tensor<?xf32>) -> tensor<?xf32> {
  %0 = arith.mulf %a, %a : tensor<?xf32>
  return %0 : tensor<?xf32>
}
func.func @two(%a: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0 = call @sq(%a) : (tensor<?xf32>) -> tensor<?xf32>
  %1 = call @sq(%0) : (tensor<?xf32>) -> tensor<?xf32>
  return %0, %1 : tensor<?xf32>, tensor<?xf32>
}
func.func @main(%a: tensor<?xf32>) -> tensor<?xf32> {
  %0:2 = call @two(%a) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  %1 = arith.addf %0#0, %0#1 : tensor<?xf32>
  return %1 : tensor<?xf32>
}

// ----- recursion
// call main
// in 3
// in 4xf32=-1.045 1.654 0.450 1.708
// out 4xf32=-4.18 6.616 1.8 6.832
func.func private @fact(%n: i32, %a: tensor<4xf32>) -> tensor<4xf32> {
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %c = arith.cmpi sle, %n, %z : i32
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : tensor<4xf32>
^bb2:
  %m = arith.subi %n, %o : i32
  %r = call @fact(%m, %a) : (i32, tensor<4xf32>) -> tensor<4xf32>
  %s = arith.addf %r, %a : tensor<4xf32>
  return %s : tensor<4xf32>
}
func.func @main(%n: i32, %a: tensor<4xf32>) -> tensor<4xf32> {
  %r = call @fact(%n, %a) : (i32, tensor<4xf32>) -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// ----- arguments as results
// call f
// in 4xf32=-1.045 1.654 0.450 1.708
// in 3
// out 4xf32=-1.045 1.654 0.450 1.708
// out 3
// out 4xf32=-1.045 1.654 0.450 1.708
func.func @f(%a: tensor<4xf32>, %b: i32) -> (tensor<4xf32>, i32, tensor<4xf32>) {
  return %a, %b, %a : tensor<4xf32>, i32, tensor<4xf32>
}

// ----- booleans in and out
// call f
// in 7xi1=0 1 1 1 0 1 0
// in 1
// out 7xi1=1 0 0 0 1 0 1
// out 0
func.func @f(%a: tensor<7xi1>, %b: i1) -> (tensor<7xi1>, i1) {
  %t = arith.constant dense<true> : tensor<7xi1>
  %0 = arith.xori %a, %t : tensor<7xi1>
  %c = arith.constant true
  %1 = arith.xori %b, %c : i1
  return %0, %1 : tensor<7xi1>, i1
}

// ----- a histogram
// call f
// in 20xi32=1 4 3 4 0 4 1 0 0 4 4 2 2 2 3 3 3 2 2 4
// out 5xi32=3 2 5 4 6
func.func @f(%a: tensor<20xi32>) -> tensor<5xi32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c20 = arith.constant 20 : index
  %o = arith.constant 1 : i32
  %z = arith.constant dense<0> : tensor<5xi32>
  %r = scf.for %i = %c0 to %c20 step %c1 iter_args(%h = %z) -> tensor<5xi32> {
    %v = tensor.extract %a[%i] : tensor<20xi32>
    %x = arith.index_cast %v : i32 to index
    %n = tensor.extract %h[%x] : tensor<5xi32>
    %m = arith.addi %n, %o : i32
    %g = tensor.insert %m into %h[%x] : tensor<5xi32>
    scf.yield %g : tensor<5xi32>
  }
  return %r : tensor<5xi32>
}

// ----- a root by Newton's method
// call f
// in f32=2
// out f32=1.41422
// call f
// in f32=9
// out f32=3
func.func @f(%a: tensor<f32>) -> tensor<f32> {
  %eps = arith.constant 1.0e-4 : f32
  %half = arith.constant dense<0.5> : tensor<f32>
  %r = scf.while (%x = %a) : (tensor<f32>) -> tensor<f32> {
    %s = arith.mulf %x, %x : tensor<f32>
    %d = arith.subf %s, %a : tensor<f32>
    %e = math.absf %d : tensor<f32>
    %v = tensor.extract %e[] : tensor<f32>
    %c = arith.cmpf ogt, %v, %eps : f32
    scf.condition(%c) %x : tensor<f32>
  } do {
  ^bb0(%x: tensor<f32>):
    %q = arith.divf %a, %x : tensor<f32>
    %s = arith.addf %x, %q : tensor<f32>
    %h = arith.mulf %s, %half : tensor<f32>
    scf.yield %h : tensor<f32>
  }
  return %r : tensor<f32>
}

// ----- a variable of unknown size
// call set
// in 4xf32=-1.045 1.654 0.450 1.708
// call get
// out 4xf32=-2.09 3.308 0.9 3.416
// call set
// in 2xf32=1 2
// call get
// out 2xf32=2 4
util.global private mutable @g : tensor<?xf32>
func.func @set(%a: tensor<?xf32>) {
  util.global.store %a, @g : tensor<?xf32>
  return
}
func.func @get() -> tensor<?xf32> {
  %0 = util.global.load @g : tensor<?xf32>
  %1 = arith.addf %0, %0 : tensor<?xf32>
  return %1 : tensor<?xf32>
}

// ----- a switch that passes a tensor of unknown size
// call f
// in 0
// in 3xf32=1 -2 3
// out 3xf32=2 -4 6
// call f
// in -5
// in 3xf32=1 -2 3
// out 3xf32=-1 2 -3
// call f
// in 9
// in 2xf32=1 -2
// out 2xf32=1 -2
func.func @f(%i: i32, %a: tensor<?xf32>) -> tensor<?xf32> {
  cf.switch %i : i32, [
    default: ^bb1(%a : tensor<?xf32>),
    0: ^bb2,
    -5: ^bb3,
    7: ^bb1(%a : tensor<?xf32>)
  ]
^bb1(%t: tensor<?xf32>):
  return %t : tensor<?xf32>
^bb2:
  %0 = arith.addf %a, %a : tensor<?xf32>
  cf.br ^bb1(%0 : tensor<?xf32>)
^bb3:
  %1 = arith.negf %a : tensor<?xf32>
  cf.br ^bb1(%1 : tensor<?xf32>)
}

// ----- work in front of a loop whose result only what follows the loop uses
// call f
// in 4xi32=1 2 3 4
// in 2
// out 4xi32=3 6 9 12
// out 4xi32=4 8 12 16
func.func @f(%a: tensor<4xi32>, %n: i32) -> (tensor<4xi32>, tensor<4xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %end = arith.index_cast %n : i32 to index
  %three = arith.constant dense<3> : tensor<4xi32>
  %product = arith.muli %a, %three : tensor<4xi32>
  %grown = scf.for %i = %c0 to %end step %c1 iter_args(%t = %a) -> (tensor<4xi32>) {
    %sum = arith.addi %t, %t : tensor<4xi32>
    scf.yield %sum : tensor<4xi32>
  }
  return %product, %grown : tensor<4xi32>, tensor<4xi32>
}

// ----- a switch with regions that give tensors
// call f
// in 2
// in 2xf32=1 -2
// out 2xf32=2 -4
// call f
// in 5
// in 2xf32=1 -2
// out 2xf32=-1 2
// call f
// in 0
// in 2xf32=1 -2
// out 2xf32=1 -2
func.func @f(%n: i32, %a: tensor<2xf32>) -> tensor<2xf32> {
  %i = arith.index_cast %n : i32 to index
  %0 = scf.index_switch %i -> tensor<2xf32>
  case 2 {
    %1 = arith.addf %a, %a : tensor<2xf32>
    scf.yield %1 : tensor<2xf32>
  }
  case 5 {
    %1 = arith.negf %a : tensor<2xf32>
    scf.yield %1 : tensor<2xf32>
  }
  default {
    scf.yield %a : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// ----- a region that runs once, with branches inside
// call f
// in 1
// in 2xf32=1 -2
// out 2xf32=2 -4
// call f
// in 0
// in 2xf32=1 -2
// out 2xf32=1 -2
func.func @f(%n: i32, %a: tensor<2xf32>) -> tensor<2xf32> {
  %c0 = arith.constant 0 : i32
  %isSet = arith.cmpi ne, %n, %c0 : i32
  %0 = scf.execute_region -> tensor<2xf32> {
    cf.cond_br %isSet, ^bb1, ^bb2
  ^bb1:
    %1 = arith.addf %a, %a : tensor<2xf32>
    scf.yield %1 : tensor<2xf32>
  ^bb2:
    scf.yield %a : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// ----- parallel loops with reductions
// call f
// in 3
// in 2xf32=1 -2
// out 18
// out 2xf32=64 -128
func.func @f(%n: i32, %a: tensor<2xf32>) -> (i32, tensor<2xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %zero = arith.constant 0 : i32
  %end = arith.index_cast %n : i32 to index
  %sum, %grown = scf.parallel (%i, %j) = (%c0, %c0) to (%end, %c2) step (%c1, %c1) init (%zero, %a) -> (i32, tensor<2xf32>) {
    %k = arith.addi %i, %j : index
    %l = arith.muli %k, %c2 : index
    %m = arith.index_cast %l : index to i32
    scf.reduce(%m) : i32 {
    ^bb0(%x: i32, %y: i32):
      %s = arith.addi %x, %y : i32
      scf.reduce.return %s : i32
    }
    scf.reduce(%a) : tensor<2xf32> {
    ^bb0(%x: tensor<2xf32>, %y: tensor<2xf32>):
      %s = arith.addf %x, %x : tensor<2xf32>
      scf.reduce.return %s : tensor<2xf32>
    }
    scf.yield
  }
  return %sum, %grown : i32, tensor<2xf32>
}
