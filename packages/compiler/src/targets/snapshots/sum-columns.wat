(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_generic_64x1024 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128) (local i32) (local v128 v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 12
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 13
        local.get 0 i32.load i32.const 0 i32.add local.set 14
        i32.const 0 local.tee 15 i32.const 64 i32.lt_s if
          local.get 13 local.set 16
          local.get 16 i32.const 0 i32.const 2 i32.shl i32.add local.set 17
          local.get 17 i32.const 256 i32.add local.set 18
          local.get 12 local.set 19
          local.get 19 i32.const 0 i32.const 2 i32.shl i32.add local.set 20
          loop
            local.get 17 local.set 22
            local.get 22 v128.load align=4 local.set 21
            local.get 17 local.set 22
            local.get 22 v128.load offset=16 align=4 local.set 23
            local.get 17 local.set 22
            local.get 22 v128.load offset=32 align=4 local.set 24
            local.get 17 local.set 22
            local.get 22 v128.load offset=48 align=4 local.set 25
            local.get 21 local.get 23 local.get 24 local.get 25 local.set 29
            local.set 28
            local.set 27
            local.set 26
            i32.const 0 local.tee 22 i32.const 1024 i32.lt_s if
              local.get 14 local.get 15 i32.const 2 i32.shl i32.add local.set 30
              local.get 30 i32.const 0 i32.const 8 i32.shl i32.add local.set 31
              local.get 31 i32.const 262144 i32.add local.set 32
              loop
                local.get 31 local.set 34
                local.get 34 v128.load align=4 local.set 33
                local.get 31 local.set 34
                local.get 34 v128.load offset=16 align=4 local.set 35
                local.get 31 local.set 34
                local.get 34 v128.load offset=32 align=4 local.set 36
                local.get 31 local.set 34
                local.get 34 v128.load offset=48 align=4 local.set 37
                local.get 33 local.get 26 f32x4.add local.set 38
                local.get 35 local.get 27 f32x4.add local.set 33
                local.get 36 local.get 28 f32x4.add local.set 35
                local.get 37 local.get 29 f32x4.add local.set 36
                local.get 38 local.get 33 local.get 35 local.get 36 local.set 29
                local.set 28
                local.set 27
                local.set 26
                local.get 31 i32.const 256 i32.add local.set 31
                local.get 31 local.get 32 i32.ne br_if 0
              end
            end
            local.get 20 local.set 22
            local.get 22 local.get 26 v128.store align=4
            local.get 20 local.set 22
            local.get 22 local.get 27 v128.store offset=16 align=4
            local.get 20 local.set 22
            local.get 22 local.get 28 v128.store offset=32 align=4
            local.get 20 local.set 22
            local.get 22 local.get 29 v128.store offset=48 align=4
            local.get 17 i32.const 64 i32.add local.set 17
            local.get 20 i32.const 64 i32.add local.set 20
            local.get 15 i32.const 16 i32.add local.tee 15 i32.const 64 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
